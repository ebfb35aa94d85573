package dev.lockstep.manifest;

import dev.lockstep.manifest.ManifestReading.Keys;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One JSON object a line: S3DistCp's, the rows of a query, or those of a comparison.
final class JsonRows implements RowReader {
  private static final Pattern PATH = Pattern.compile("s3[an]?://([^/]+)/(.*)", Pattern.DOTALL);

  private final ManifestReading reading;

  JsonRows(ManifestReading reading) {
    this.reading = reading;
  }

  @Override
  public Row read(String text) {
    return RowReader.of(() -> {
      JsonRow row = JsonRow.of(text);
      return row.has("path") ? copied(row) : row(row);
    });
  }

  /// S3DistCp's: `path` is what is to be copied.
  private Row copied(JsonRow row) {
    Matcher path = PATH.matcher(String.valueOf(row.text("path")));
    if (!path.matches()) {
      throw new IllegalArgumentException("its path is not s3://bucket/key");
    }
    return new Row.Entry(
        new ManifestEntry(
            new BucketName(path.group(1)),
            key(path.group(2), ObjectKey.EMPTY),
            null,
            RowReader.size(row.text("size"))));
  }

  private Row row(JsonRow row) {
    if ("destination".equals(row.text("side"))) {
      return new Row.LeftOut(Reason.NOT_AT_SOURCE);
    }
    if ("true".equals(row.text("is_delete_marker"))) {
      return new Row.LeftOut(Reason.DELETE_MARKER);
    }
    String key = row.text("key");
    if (key == null) {
      throw new IllegalArgumentException("it has no key");
    }
    String version = row.has("version_id") ? row.text("version_id") : row.text("versionId");
    String size = row.has("size") ? row.text("size") : row.text("sourceSize");
    return new Row.Entry(
        new ManifestEntry(
            reading.bucketOr(row.text("bucket")),
            key(key, reading.prefix()),
            version(version),
            RowReader.size(size)));
  }

  private ObjectKey key(String text, ObjectKey prefix) {
    boolean encoded = reading.keysOr(Keys.RAW) == Keys.ENCODED;
    ObjectKey key = encoded ? KeyEncoding.decode(text) : ObjectKey.of(text);
    return key.isEmpty() ? key : prefix.then(key);
  }

  /// What inventories tell of a null version is an empty text; null is no version at all.
  private static @Nullable VersionId version(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return text.isEmpty() ? VersionId.NULL : new VersionId(text);
  }
}
