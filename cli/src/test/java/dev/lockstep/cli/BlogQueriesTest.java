package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.REPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.cli.Report.Row;
import dev.lockstep.inventory.InventoryFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The queries of AWS's post on synchronising buckets, as they are printed there, and what they
/// were meant to say.
class BlogQueriesTest {
  private static final Instant TAKEN = Instant.parse("2026-11-22T01:00:00Z");
  private static final String ONE = "1".repeat(32);
  private static final String TWO = "2".repeat(32);

  private static final String QUERY_1 =
      """
      SELECT COUNT(*) FROM your-s3source-bucket-table st
      LEFT JOIN your-s3destination-bucket-table dt ON dt.key = st.key
      """;

  private static final String QUERY_2 =
      """
      SELECT st.* FROM your-s3source-bucket-table st
      LEFT JOIN your-s3destination-bucket-table dt ON dt.key = st.key AND dt.version_id = st.version_id
      """;

  private static final String MANIFEST_QUERY =
      """
      SELECT '("' || t1.bucket || '","' || t1.key || '","' || NULLIF (t1.version_id,null) || '")' result
      FROM your_s3source_bucket_table t1
      LEFT JOIN your_s3destination_bucket_table t2 ON t2.key = t1.key
      """;

  private final TwoStores stores = new TwoStores();

  private String report(String bucket, InventoryFormat format, Instant taken, Row... rows) {
    return "a:reports/" + new Report(bucket, rows).deliver(stores.a, REPORTS, format, taken);
  }

  private String report(String bucket, Row... rows) {
    return report(bucket, InventoryFormat.PARQUET, TAKEN, rows);
  }

  private List<String> asked(
      String sql, String sourceName, String source, String destinationName, String destination) {
    int code =
        stores.run(
            "query",
            sql,
            "-t",
            sourceName + "=" + source,
            "-t",
            destinationName + "=" + destination,
            "--output",
            "csv");
    assertThat(code).as(stores.err()).isZero();
    return stores.out().lines().skip(1).toList();
  }

  private List<String> keys(String view, String source, String destination) {
    String sql = "SELECT key FROM " + view + " ORDER BY key";
    return asked(sql, "source", source, "destination", destination);
  }

  @Test
  void trapsT1AndT18theFirstQueryRunsAsPrintedAndCountsEverySourceRow() {
    String source = report("src", Row.of("a", ONE), Row.of("b", ONE), Row.of("c", ONE));
    String destination = report("dst", Row.of("a", ONE));

    assertThat(
            asked(
                QUERY_1,
                "your-s3source-bucket-table",
                source,
                "your-s3destination-bucket-table",
                destination))
        .containsExactly("3");
    assertThat(keys("missing", source, destination)).containsExactly("b", "c");
    assertThat(keys("extra", destination, source)).containsExactly("b", "c");
  }

  @Test
  void trapT2versionsAndDeleteMarkersCountInThePostsQueryAndNotInTheView() {
    Row hidden = Row.of("gone at the destination", ONE);
    String source =
        report(
            "src",
            Row.of("a", ONE).version("v1", false),
            Row.of("a", TWO).version("v2", true),
            hidden.version("v3", true),
            Row.of("deleted", ONE).version("v4", false),
            Row.of("deleted", ONE).version("v5", true).asMarker());
    String destination =
        report(
            "dst",
            Row.of("a", ONE).version("w1", false),
            Row.of("a", TWO).version("w2", true),
            hidden.version("w3", false),
            hidden.version("w4", true).asMarker());

    assertThat(
            asked(
                QUERY_1,
                "your-s3source-bucket-table",
                source,
                "your-s3destination-bucket-table",
                destination))
        .containsExactly("8");
    assertThat(keys("missing", source, destination)).containsExactly("gone at the destination");
  }

  @Test
  void trapsT3AndT5theSecondQueryReturnsEverySourceRowAndTheViewOnlyIdsThatAreNotThere() {
    String source =
        report("src", Row.of("a", ONE).version("v1", true), Row.of("b", ONE).version("v2", true));
    String destination = report("dst", Row.of("a", ONE).version("v1", true));

    assertThat(
            asked(
                QUERY_2,
                "your-s3source-bucket-table",
                source,
                "your-s3destination-bucket-table",
                destination))
        .hasSize(2);
    assertThat(keys("missing_versions", source, destination)).containsExactly("b");
  }

  @ParameterizedTest
  @EnumSource(InventoryFormat.class)
  void trapsT4AndT16nullVersionsAreTheSameWhereTheirContentIsWhateverTheFormat(
      InventoryFormat format) {
    Row same = Row.of("same", ONE);
    String source =
        report("src", format, TAKEN, same, Row.of("other", ONE), Row.of("missing", ONE));
    String destination = report("dst", format, TAKEN, same, Row.of("other", TWO));

    assertThat(keys("missing_versions", source, destination)).containsExactly("missing", "other");
    assertThat(keys("different", source, destination)).containsExactly("other");
    assertThat(
            asked(
                "SELECT DISTINCT version_id FROM missing",
                "source",
                source,
                "destination",
                destination))
        .containsExactly("null");
  }

  @Test
  void trapsT7T8AndT12theManifestQueryRunsAsPrintedAndGivesWhatSqlSays() {
    String source =
        report(
            "src",
            InventoryFormat.CSV,
            TAKEN,
            Row.of("a \"b", ONE).version("v1", true),
            Row.of("c", ONE));
    String destination = report("dst", InventoryFormat.CSV, TAKEN, Row.of("c", ONE));

    List<String> rows =
        new ArrayList<>(
            asked(
                MANIFEST_QUERY,
                "your_s3source_bucket_table",
                source,
                "your_s3destination_bucket_table",
                destination));

    assertThat(rows)
        .containsExactlyInAnyOrder(
            "\"(\"\"src\"\",\"\"a \"\"b\"\",\"\"v1\"\")\"", "\"(\"\"src\"\",\"\"c\"\",\"\"\"\")\"");
    TwoStores.put(stores.a, TwoStores.SRC, "c", "a listing has no version ids: NULL");
    assertThat(
            asked(
                MANIFEST_QUERY,
                "your_s3source_bucket_table",
                "a:src",
                "your_s3destination_bucket_table",
                destination))
        .containsExactly("");
    assertThat(keys("missing", source, destination)).containsExactly("\"a \"\"b\"");
  }

  @Test
  void trapsT14AndT15flagsAreBooleansAndARowIsTheMarker() {
    String source = report("src", Row.of("a", ONE).version("v", true).asMarker());

    assertThat(
            asked(
                "SELECT typeof(is_latest), is_delete_marker FROM source",
                "source",
                source,
                "destination",
                source))
        .containsExactly("BOOLEAN,true");
  }

  @Test
  void trapT17whatWasNeverReplicatedHasNoStatusAndDeleteMarkersAreNotAmongIt() {
    String source =
        report(
            "src",
            Row.of("never", ONE),
            Row.of("done", ONE).status("COMPLETED"),
            Row.of("replica", ONE).status("REPLICA"),
            Row.of("failed", ONE).status("FAILED"),
            Row.of("marker", ONE).version("v", true).asMarker());

    assertThat(keys("unreplicated", source, source)).containsExactly("never");
    assertThat(keys("failed", source, source)).containsExactly("failed");
  }

  @Test
  void trapT32etagsAreSetAgainstEachOtherOnlyWhereTheyTellTheBytes() {
    String source =
        report(
            "src",
            Row.of("differs", ONE),
            Row.of("encrypted", ONE).encrypted("SSE-KMS"),
            Row.of("parts", ONE + "-2"),
            Row.of("same parts", ONE + "-2"),
            Row.of("size", ONE).sized(9));
    String destination =
        report(
            "dst",
            Row.of("differs", TWO),
            Row.of("encrypted", TWO).encrypted("SSE-KMS"),
            Row.of("parts", TWO),
            Row.of("same parts", ONE + "-2"),
            Row.of("size", ONE));

    assertThat(keys("different", source, destination)).containsExactly("differs", "size");
    assertThat(keys("undecided", source, destination)).containsExactly("encrypted", "parts");
  }

  @Test
  void trapT33whatTimeReplicationOrLifecycleExplainsIsToldApart() {
    Instant later = TAKEN.plusSeconds(86_400);
    String source =
        report(
            "src",
            InventoryFormat.PARQUET,
            later,
            Row.of("real", ONE),
            Row.of("newer", ONE).at(TAKEN.plusSeconds(60)),
            Row.of("pending", ONE).status("PENDING"));
    String destination =
        report("dst", InventoryFormat.PARQUET, TAKEN, Row.of("expired", ONE).expiring(later));

    assertThat(keys("missing", source, destination)).containsExactly("real");
    assertThat(keys("extra", source, destination)).isEmpty();
    assertThat(
            asked(
                "SELECT side, key, explanation FROM explained ORDER BY key",
                "source",
                source,
                "destination",
                destination))
        .containsExactly(
            "destination,expired,expired by a lifecycle rule meanwhile",
            "source,newer,newer than the older of both listings",
            "source,pending,replication in progress");
  }

  @Test
  void objectsAndBytesAreCountedByTheFirstPartOfTheKey() {
    String source = report("src", Row.of("p/a", ONE), Row.of("p/b/c", ONE), Row.of("top", ONE));
    String destination = report("dst", Row.of("p/a", ONE), Row.of("q/x", ONE));

    assertThat(
            asked(
                "SELECT * FROM by_prefix ORDER BY prefix",
                "source",
                source,
                "destination",
                destination))
        .containsExactly("\"\",1,5,0,0", "p/,2,10,1,5", "q/,0,0,1,5");
  }
}
