package dev.lockstep.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InventoryManifestTest {
  /// As AWS documents it.
  private static final String AWS =
      """
      {"sourceBucket":"src","destinationBucket":"arn:aws:s3:::inv","version":"2016-11-30",
       "creationTimestamp":"1514944800000","fileFormat":"CSV",
       "fileSchema":"Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag, StorageClass, ReplicationStatus",
       "files":[{"key":"pfx/src/daily/data/939c6d46-85a9-4ba8-87bd-9db705a579ce.csv.gz","size":2147483647,"MD5checksum":"f11166069f1990abeb9c97ace9cdfabc"}]}
      """;

  private static InventoryManifest parse(String json) {
    return InventoryManifest.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aManifestOfAwsIsRead() {
    InventoryManifest manifest = parse(AWS);

    assertThat(manifest.source()).isEqualTo(new BucketName("src"));
    assertThat(manifest.destination()).isEqualTo(new BucketName("inv"));
    assertThat(manifest.created()).isEqualTo(Instant.parse("2018-01-03T02:00:00Z"));
    assertThat(manifest.format()).isEqualTo(InventoryFormat.CSV);
    assertThat(manifest.schema().fields())
        .containsExactly(
            InventoryField.BUCKET,
            InventoryField.KEY,
            InventoryField.VERSION_ID,
            InventoryField.IS_LATEST,
            InventoryField.IS_DELETE_MARKER,
            InventoryField.SIZE,
            InventoryField.LAST_MODIFIED_DATE,
            InventoryField.E_TAG,
            InventoryField.STORAGE_CLASS,
            InventoryField.REPLICATION_STATUS);
    assertThat(manifest.files())
        .containsExactly(
            new DataFile(
                ObjectKey.of("pfx/src/daily/data/939c6d46-85a9-4ba8-87bd-9db705a579ce.csv.gz"),
                2_147_483_647,
                "f11166069f1990abeb9c97ace9cdfabc"));
    assertThat(manifest.bytes()).isEqualTo(2_147_483_647);
  }

  @Test
  void whatIsWrittenIsWhatAwsWritesLetterByLetter() {
    String written = new String(parse(AWS).toBytes(), StandardCharsets.UTF_8);

    assertThat(written).isEqualTo(AWS.replaceAll("\n *", ""));
  }

  @Test
  void aManifestSurvivesBeingWrittenAndRead() {
    InventoryManifest manifest =
        new InventoryManifest(
            new BucketName("source"),
            new BucketName("reports"),
            InventoryManifest.VERSION,
            Instant.ofEpochMilli(1_795_840_000_123L),
            InventoryFormat.PARQUET,
            "message s3.inventory { required binary bucket (UTF8); }",
            List.of(new DataFile(ObjectKey.of("a \"ü\\\n/+%"), 0, "0".repeat(32))));

    assertThat(InventoryManifest.parse(manifest.toBytes())).isEqualTo(manifest);
  }

  @Test
  void aReportWithoutFilesIsOneOfAnEmptyBucket() {
    assertThat(parse(AWS.replaceAll("\"files\":.*", "\"files\":[]}")).files()).isEmpty();
  }

  @Test
  void whatIsNoManifestIsRefusedWithTheReason() {
    assertThatThrownBy(() -> parse("{"))
        .isInstanceOf(InventoryException.class)
        .hasMessageContaining("ends too early");
    assertThatThrownBy(() -> parse("[]")).hasMessageContaining("no JSON object");
    assertThatThrownBy(() -> parse(AWS.replace("\"size\":2147483647", "\"size\":-1")))
        .hasMessageContaining("size");
    assertThatThrownBy(() -> parse(AWS.replace("f11166069f", "zz")))
        .isInstanceOf(InventoryException.class);
    assertThatThrownBy(() -> parse(AWS.replace("\"CSV\"", "\"Avro\"")))
        .hasMessageContaining("'Avro'");
    assertThatThrownBy(() -> parse(AWS.replace("1514944800000", "yesterday")))
        .isInstanceOf(InventoryException.class);
  }
}
