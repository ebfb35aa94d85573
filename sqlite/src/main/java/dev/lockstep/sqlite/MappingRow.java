package dev.lockstep.sqlite;

import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.VersionMapping;
import dev.lockstep.state.VersionMapping.How;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A mapping in columns. What is the same at both places is written once, and an MD5 as its bytes.
///
/// @param position in which order it was first recorded
record MappingRow(VersionMapping mapping, long position) {
  static final String COLUMNS =
      "key, source, destination, delete_marker, modified, source_etag, destination_etag, size, how, position";

  private static final byte[] SAME = new byte[0];

  /// In the order of the file `V1__version_maps.sql`.
  private static final How[] HOWS = {How.COPIED, How.KEPT_ID, How.ALIGNED, How.BEGUN, How.NOT_MADE};

  /// Sets what does not name the row, from this parameter on.
  ///
  /// @return the parameter behind
  static int set(PreparedStatement statement, int from, VersionMapping mapping)
      throws SQLException {
    int at = from;
    statement.setString(
        at++,
        mapping.destination().equals(mapping.source()) ? null : mapping.destination().value());
    statement.setInt(at++, mapping.deleteMarker() ? 1 : 0);
    statement.setLong(at++, mapping.sourceModified().toEpochMilli());
    ETag source = mapping.sourceEtag();
    ETag destination = mapping.destinationEtag();
    setEtag(statement, at++, source);
    if (destination != null && destination.equals(source)) {
      statement.setBytes(at++, SAME);
    } else {
      setEtag(statement, at++, destination);
    }
    statement.setLong(at++, mapping.size());
    statement.setInt(at++, number(mapping.how()));
    return at;
  }

  private static int number(How how) {
    return switch (how) {
      case COPIED -> 0;
      case KEPT_ID -> 1;
      case ALIGNED -> 2;
      case BEGUN -> 3;
      case NOT_MADE -> 4;
    };
  }

  private static void setEtag(PreparedStatement statement, int at, @Nullable ETag etag)
      throws SQLException {
    if (etag != null && etag.kind() == ETag.Kind.MD5) {
      statement.setBytes(at, HexFormat.of().parseHex(etag.value()));
    } else {
      statement.setString(at, etag == null ? null : etag.value());
    }
  }

  /// The row at which a result stands.
  static MappingRow read(ResultSet rows) throws SQLException {
    byte[] key = rows.getBytes(1);
    String source = rows.getString(2);
    String destination = rows.getString(3);
    ETag sourceEtag = etag(rows.getObject(6), null);
    VersionMapping mapping =
        new VersionMapping(
            ObjectKey.ofBytes(key, 0, key.length),
            new VersionId(source),
            new VersionId(destination == null ? source : destination),
            rows.getInt(4) != 0,
            Instant.ofEpochMilli(rows.getLong(5)),
            sourceEtag,
            etag(rows.getObject(7), sourceEtag),
            rows.getLong(8),
            HOWS[rows.getInt(9)]);
    return new MappingRow(mapping, rows.getLong(10));
  }

  private static @Nullable ETag etag(@Nullable Object stored, @Nullable ETag same) {
    return switch (stored) {
      case null -> null;
      case byte[] bytes when bytes.length == 0 -> same;
      case byte[] bytes -> new ETag(HexFormat.of().formatHex(bytes));
      case Object text -> new ETag(text.toString());
    };
  }
}
