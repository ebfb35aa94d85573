package dev.lockstep.manifest;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.telemetry.JsonWriter;
import java.io.IOException;
import java.io.Writer;

/// Writes a manifest, an entry a line, with line feeds. One thread.
///
/// There is never a header line, and either every row has a version or none does: a row without one
/// gets the word `null` where others have one.
public final class ManifestWriter {
  private final Writer out;
  private final ManifestFormat format;
  private final boolean versions;
  private long count;

  /// @param out for text in UTF-8; not closed
  /// @param format as which it is written; [ManifestFormat#ROWS] as JSON lines
  /// @param versions whether rows name versions
  /// @throws IllegalArgumentException when the format has no room for versions
  public ManifestWriter(Writer out, ManifestFormat format, boolean versions) {
    if (versions && format == ManifestFormat.S3DISTCP) {
      throw new IllegalArgumentException(
          "S3DistCp's manifests name no versions, and these entries do");
    }
    this.out = out;
    this.format = format;
    this.versions = versions;
  }

  /// @throws IllegalArgumentException when the format can't say it
  public void write(ManifestEntry entry) throws IOException {
    switch (format) {
      case CSV -> out.write(csv(entry));
      case S3DISTCP -> out.write(s3DistCp(entry));
      case CONCATENATED -> out.write(concatenated(entry));
      case ROWS -> out.write(row(entry));
    }
    out.write('\n');
    count++;
  }

  private String csv(ManifestEntry entry) {
    String row = entry.bucket() + "," + KeyEncoding.encode(entry.key());
    return versions ? row + "," + cell(version(entry)) : row;
  }

  private static String cell(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  /// With a line feed in its key, as a cell of CSV.
  private static String concatenated(ManifestEntry entry) {
    String row = "(\"" + entry.bucket() + "\",\"" + text(entry) + "\",\"" + version(entry) + "\")";
    boolean lines = row.indexOf('\n') >= 0 || row.indexOf('\r') >= 0;
    return lines ? '"' + row.replace("\"", "\"\"") + '"' : row;
  }

  private static String s3DistCp(ManifestEntry entry) {
    if (entry.size() == ManifestEntry.UNKNOWN_SIZE) {
      throw new IllegalArgumentException(
          "S3DistCp's manifests tell sizes, and none is known of "
              + entry.key()
              + ": make it from a prefix, or from rows with a column size");
    }
    StringBuilder line = new StringBuilder();
    String folder = "s3://" + entry.bucket();
    String key = text(entry);
    new JsonWriter(line)
        .beginObject()
        .member("path", folder + "/" + key)
        .member("baseName", key)
        .member("srcDir", folder)
        .member("size", entry.size())
        .endObject();
    return line.toString();
  }

  private String row(ManifestEntry entry) {
    StringBuilder line = new StringBuilder();
    JsonWriter json =
        new JsonWriter(line)
            .beginObject()
            .member("bucket", entry.bucket().value())
            .member("key", text(entry));
    if (versions) {
      json.member("version_id", version(entry));
    }
    if (entry.size() != ManifestEntry.UNKNOWN_SIZE) {
      json.member("size", entry.size());
    }
    json.endObject();
    return line.toString();
  }

  /// A key that is no UTF-8 can be written encoded alone.
  private static String text(ManifestEntry entry) {
    String text = entry.key().text();
    if (text.indexOf('\ufffd') >= 0 && !ObjectKey.of(text).equals(entry.key())) {
      throw new IllegalArgumentException(
          "the key " + entry.key() + " is no UTF-8; csv, which is URL-encoded, can hold it");
    }
    return text;
  }

  private static String version(ManifestEntry entry) {
    VersionId version = entry.version();
    return version == null ? VersionId.NULL.value() : version.value();
  }

  /// How many entries were written.
  public long count() {
    return count;
  }
}
