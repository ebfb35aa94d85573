package dev.lockstep.inventory;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.telemetry.JsonException;
import dev.lockstep.telemetry.JsonReader;
import dev.lockstep.telemetry.JsonValue;
import dev.lockstep.telemetry.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a report consists of: `manifest.json`, in AWS's form.
///
/// @param source the bucket that was listed
/// @param destination the bucket in which the data files are
/// @param version of the form
/// @param created when the listing began
/// @param schemaText the `fileSchema` as it stands there
/// @param files in the order of their keys in reports of ours; in no order in others'
public record InventoryManifest(
    BucketName source,
    BucketName destination,
    String version,
    Instant created,
    InventoryFormat format,
    String schemaText,
    List<DataFile> files) {
  /// The version of the form that AWS writes.
  public static final String VERSION = "2016-11-30";

  private static final String ARN = "arn:aws:s3:::";

  /// A data file.
  ///
  /// @param key in the bucket of the report; the only truth about where the file is
  /// @param size in bytes, as stored
  /// @param md5 of the bytes as stored, in hexadecimal
  public record DataFile(ObjectKey key, long size, String md5) {}

  public InventoryManifest {
    files = List.copyOf(files);
  }

  /// Which columns the data files have.
  ///
  /// @throws InventoryException when the schema can't be read
  public InventorySchema schema() {
    return InventorySchema.parse(format, schemaText);
  }

  /// How many bytes the data files have together.
  public long bytes() {
    return files.stream().mapToLong(DataFile::size).sum();
  }

  /// The bytes of `manifest.json`.
  public byte[] toBytes() {
    StringBuilder text = new StringBuilder();
    JsonWriter json = new JsonWriter(text).beginObject();
    json.member("sourceBucket", source.value());
    json.member("destinationBucket", ARN + destination.value());
    json.member("version", version);
    json.member("creationTimestamp", Long.toString(created.toEpochMilli()));
    json.member("fileFormat", format.manifestName());
    json.member("fileSchema", schemaText);
    json.name("files").beginArray();
    for (DataFile file : files) {
      json.beginObject().member("key", file.key().text()).member("size", file.size());
      json.member("MD5checksum", file.md5()).endObject();
    }
    json.endArray().endObject();
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Reads `manifest.json`, whoever has written it.
  ///
  /// @throws InventoryException when it is none, or in a format that is not known
  public static InventoryManifest parse(byte[] bytes) {
    try {
      return parse(JsonReader.readMembers(new String(bytes, StandardCharsets.UTF_8)));
    } catch (JsonException | IllegalArgumentException | DateTimeException e) {
      throw new InventoryException("this is no manifest of a report: " + e.getMessage(), e);
    }
  }

  private static InventoryManifest parse(JsonValue.Members json) {
    String format = json.needed("fileFormat");
    List<DataFile> files = new ArrayList<>();
    for (JsonValue file : json.array("files")) {
      if (!(file instanceof JsonValue.Members members)) {
        throw new JsonException("a file is no object");
      }
      files.add(dataFile(members));
    }
    return new InventoryManifest(
        new BucketName(bucket(json.needed("sourceBucket"))),
        new BucketName(bucket(json.needed("destinationBucket"))),
        json.needed("version"),
        Instant.ofEpochMilli(Long.parseLong(json.needed("creationTimestamp"))),
        InventoryFormat.named(format)
            .orElseThrow(
                () -> new InventoryException("its format is '" + format + "', which is not known")),
        json.needed("fileSchema"),
        files);
  }

  private static DataFile dataFile(JsonValue.Members json) {
    long size = Long.parseLong(json.needed("size"));
    String md5 = json.needed("MD5checksum").strip();
    if (size < 0 || !md5.matches("[0-9a-fA-F]{32}")) {
      throw new JsonException("the size or the MD5 of " + json.needed("key") + " is none");
    }
    return new DataFile(ObjectKey.of(json.needed("key")), size, md5);
  }

  /// The name of a bucket that is told as an ARN, or as its name.
  static String bucket(String arnOrName) {
    return arnOrName.startsWith("arn:")
        ? arnOrName.substring(arnOrName.lastIndexOf(':') + 1)
        : arnOrName;
  }

  /// A bucket as AWS names it to the world.
  static String arn(BucketName bucket) {
    return ARN + bucket.value();
  }
}
