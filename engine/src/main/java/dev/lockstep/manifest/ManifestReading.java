package dev.lockstep.manifest;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a manifest is to be understood, as far as it doesn't tell by itself.
///
/// @param format null to find it out
/// @param keys null for what the format says
/// @param fields of CSV, what its columns are: `Bucket`, `Key`, `VersionId`, `Size`, `Ignore`;
///   empty for a header line, or bucket, key and perhaps version
/// @param bucket of rows that name none
/// @param prefix what stands before each key of rows that are relative to a prefix, as those of a
///   comparison are
public record ManifestReading(
    @Nullable ManifestFormat format,
    @Nullable Keys keys,
    List<String> fields,
    @Nullable BucketName bucket,
    ObjectKey prefix) {

  /// Everything is found out.
  public static final ManifestReading PLAIN =
      new ManifestReading(null, null, List.of(), null, ObjectKey.EMPTY);

  /// How keys are written.
  public enum Keys {
    /// URL-encoded once.
    ENCODED,
    /// As they are.
    RAW
  }

  /// @throws IllegalArgumentException when the fields make no sense
  public ManifestReading {
    fields = List.copyOf(fields);
    if (!fields.isEmpty()) {
      Columns.declared(fields);
    }
  }

  Optional<Columns> columns() {
    return fields.isEmpty() ? Optional.empty() : Optional.of(Columns.declared(fields));
  }

  Keys keysOr(Keys usual) {
    return keys == null ? usual : keys;
  }

  /// The bucket that a row names, or the one for rows that name none.
  ///
  /// @throws IllegalArgumentException when there is neither, or it is no bucket
  BucketName bucketOr(@Nullable String named) {
    if (named != null && !named.isEmpty()) {
      return new BucketName(named);
    }
    if (bucket == null) {
      throw new IllegalArgumentException("it names no bucket, and none was given (--bucket)");
    }
    return bucket;
  }
}
