package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.REPORTS;
import static dev.lockstep.cli.TwoStores.SRC;
import static dev.lockstep.cli.TwoStores.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.cli.Report.Row;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueryCommandTest {
  private static final Instant TAKEN = Instant.parse("2026-11-22T01:00:00Z");
  private static final String MD5 = "0123456789abcdef0123456789abcdef";

  private final TwoStores stores = new TwoStores();

  @TempDir private Path folder;

  private String delivered(InventoryFormat format, Instant taken) {
    return new Report("src", Row.of("a b+c%,\"", MD5), Row.of("p/ü\n", MD5).sized(7))
        .deliver(stores.a, REPORTS, format, taken);
  }

  @ParameterizedTest
  @EnumSource(InventoryFormat.class)
  void aReportInWhateverFormatIsATableAndItsKeysAreWhatTheyAre(InventoryFormat format) {
    String table = "inv=a:reports/" + delivered(format, TAKEN);

    assertThat(stores.run("query", "SELECT count(*) FROM inv", "-t", table, "--output", "json"))
        .isZero();
    assertThat(stores.out()).isEqualTo("[{\"count_star()\":2}]\n");

    String all = "SELECT key, size, is_latest, last_modified_date, dt FROM inv ORDER BY key";
    assertThat(stores.run("query", all, "-t", table, "--output", "jsonl")).isZero();
    assertThat(stores.out())
        .isEqualTo(
            """
            {"key":"a b+c%,\\"","size":5,"is_latest":true,"last_modified_date":"2026-01-01T00:00:00Z","dt":"2026-11-22-01-00"}
            {"key":"p/ü\\n","size":7,"is_latest":true,"last_modified_date":"2026-01-01T00:00:00Z","dt":"2026-11-22-01-00"}
            """);
  }

  @Test
  void trapT6aTableIsOneReportAndLatestIsTheNewestThatIsComplete() {
    delivered(InventoryFormat.PARQUET, TAKEN);
    delivered(InventoryFormat.PARQUET, TAKEN.plusSeconds(86_400));
    put(stores.a, REPORTS, "inv/src/weekly/2026-11-29T01-00Z/manifest.json", "not yet complete");

    int code =
        stores.run(
            "query",
            "SELECT DISTINCT dt FROM inv",
            "--table",
            "inv=a:reports/inv/src/weekly/latest",
            "--output",
            "csv");

    assertThat(code).isZero();
    assertThat(stores.out()).isEqualTo("dt\n2026-11-23-01-00\n");
  }

  @Test
  void theLatestReportOfSeveralConfigurationsIsRefusedAsNobodySaidOfWhich() {
    delivered(InventoryFormat.PARQUET, TAKEN);
    new Report("dst", Row.of("a", MD5)).deliver(stores.a, REPORTS, InventoryFormat.CSV, TAKEN);

    assertThat(stores.run("query", "SELECT 1 FROM inv", "-t", "inv=a:reports/inv/latest"))
        .isEqualTo(3);
    assertThat(stores.err())
        .contains("several configurations: name one, such as a:reports/inv/dst/weekly/latest");
  }

  @Test
  void lessMemoryThanAQueryNeedsIsRefused() {
    put(stores.a, SRC, "a", "1");
    try {
      // The launcher says so: it has read --memory before there was a process.
      System.setProperty("lockstep.memory", "255");
      assertThat(stores.run("query", "SELECT 1 FROM t", "-t", "t=a:src")).isEqualTo(2);
      assertThat(stores.err()).contains("--memory: a query needs at least 256.0 MiB");
      System.setProperty("lockstep.memory", "256");
      assertThat(stores.run("query", "SELECT 1 FROM t", "-t", "t=a:src")).isZero();
    } finally {
      System.clearProperty("lockstep.memory");
    }
  }

  @Test
  void aReportThatDoesNotFitItsChecksumsIsRefused() {
    String manifest = delivered(InventoryFormat.PARQUET, TAKEN);
    String table = "inv=a:reports/" + manifest;
    String data = "inv/src/weekly/data/2026-11-22T01-00Z.parquet";

    put(stores.a, REPORTS, data, "other bytes");
    assertThat(stores.run("query", "SELECT 1 FROM inv", "-t", table)).isEqualTo(3);
    assertThat(stores.err()).contains(data + " is corrupt");

    stores.a.deleteObject(ObjectRef.current(REPORTS, ObjectKey.of(data)));
    assertThat(stores.run("query", "SELECT 1 FROM inv", "-t", table)).isEqualTo(3);
    assertThat(stores.err()).contains(data + ", which is gone");

    put(stores.a, REPORTS, manifest.replace("json", "checksum"), "0".repeat(32));
    assertThat(stores.run("query", "SELECT 1 FROM inv", "-t", table)).isEqualTo(3);
    assertThat(stores.err()).contains(manifest + " is corrupt");

    stores.a.deleteObject(
        ObjectRef.current(REPORTS, ObjectKey.of(manifest.replace("json", "checksum"))));
    assertThat(stores.run("query", "SELECT 1 FROM inv", "-t", table)).isEqualTo(3);
    assertThat(stores.err()).contains("is incomplete: there is no manifest.checksum");
  }

  @Test
  void aFileThatIsNoParquetOrLacksAColumnIsTheReportsFaultAndNotTheStatements() {
    String manifest = delivered(InventoryFormat.PARQUET, TAKEN);
    String table = "inv=a:reports/" + manifest;
    String text = TwoStores.text(stores.a, REPORTS, manifest);

    manifestIs(
        manifest, text.replace("optional boolean is_latest", "optional boolean object_owner"));
    assertThat(stores.run("query", "SELECT 1 FROM inv", "-t", table)).isEqualTo(3);
    assertThat(stores.err()).contains(manifest).contains("object_owner");

    String other = "no Parquet";
    put(stores.a, REPORTS, "inv/src/weekly/data/2026-11-22T01-00Z.parquet", other);
    manifestIs(
        manifest,
        text.replaceAll("\"size\" ?: ?[0-9]+", "\"size\":" + other.length())
            .replaceAll(
                "\"MD5checksum\" ?: ?\"[0-9a-f]+\"",
                "\"MD5checksum\":\"" + Report.md5(utf8(other)) + "\""));
    assertThat(stores.run("query", "SELECT 1 FROM inv", "-t", table)).isEqualTo(3);
    assertThat(stores.err()).contains(manifest).contains("no Parquet file, or damaged");
  }

  private void manifestIs(String key, String text) {
    put(stores.a, REPORTS, key, text);
    put(stores.a, REPORTS, key.replace("json", "checksum"), Report.md5(utf8(text)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void wrongSqlIsToldInTheEnginesWords() {
    put(stores.a, SRC, "a", "1");

    assertThat(stores.run("query", "SELEC 1", "-t", "t=a:src")).isEqualTo(2);
    assertThat(stores.err()).contains("syntax error at or near \"SELEC\"");
    assertThat(stores.run("query", "SELECT kee FROM t", "-t", "t=a:src")).isEqualTo(2);
    assertThat(stores.err()).contains("kee");
    assertThat(stores.run("query", "SELECT 1 FROM nowhere", "-t", "t=a:src")).isEqualTo(2);
    assertThat(stores.err())
        .contains("nowhere does not exist", "The tables are t; --table NAME=WHAT makes one")
        .doesNotContain("Did you mean");
    assertThat(stores.run("query", "SELECT 1", "--view", "missing")).isEqualTo(2);
    assertThat(stores.run("query", "--view", "missing", "-t", "source=a:src")).isEqualTo(2);
    assertThat(stores.err()).contains("needs tables called source and destination");
    assertThat(stores.run("query", "--view", "nothing", "-t", "source=a:src")).isEqualTo(2);
  }

  @Test
  void aValueThatCantBeConvertedIsToldThoughNoRowHasCome() {
    put(stores.a, SRC, "photo", "1");

    String sql = "SELECT CAST(key AS INTEGER) FROM t";
    assertThat(stores.run("query", sql, "-t", "t=a:src")).isEqualTo(2);
    assertThat(stores.err())
        .contains("Could not convert string 'photo' to INT32")
        .doesNotContain("EXPLAIN", "Invalid result set");
  }

  @Test
  void sqlSeesTheTablesAndNoOtherFileAndNoNetwork() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.csv"), "a\n1\n");
    put(stores.a, SRC, "a", "1");

    for (String sql :
        List.of(
            "SELECT * FROM read_csv('" + secret + "')",
            "SELECT * FROM '" + secret + "'",
            "COPY (SELECT 1) TO '" + folder.resolve("new.csv") + "'",
            "SELECT * FROM read_parquet('s3://bucket/key.parquet')",
            "ATTACH '" + folder.resolve("new.db") + "'",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SET enable_external_access = true",
            "SET autoinstall_known_extensions = true")) {
      assertThat(stores.run("query", sql, "-t", "t=a:src")).as(sql).isEqualTo(2);
    }
    assertThat(folder).isDirectoryContaining(file -> file.equals(secret));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void nothingStaysInTheFolderForTemporaryFiles() throws IOException {
    put(stores.a, SRC, "a", "1");
    long before = ours();

    stores.run("query", "SELECT * FROM t", "-t", "t=a:src");
    stores.run("query", "SELECT nonsense FROM t", "-t", "t=a:src");

    assertThat(ours()).isEqualTo(before);
  }

  private static long ours() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir", "/tmp")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("lockstep-query-"))
          .count();
    }
  }

  @Test
  void listingsWithAndWithoutVersionsAndManifestsAreTablesToo() throws IOException {
    stores.a.enableVersioning(SRC);
    put(stores.a, SRC, "k", "one");
    put(stores.a, SRC, "k", "three");
    stores.a.deleteObject(ObjectRef.current(SRC, ObjectKey.of("gone")));
    put(stores.a, REPORTS, "jobs/m.csv", "src,a%20b\n");
    Path local = Files.writeString(folder.resolve("m.csv"), "src,k,null\n");

    int code =
        stores.run(
            "query",
            "SELECT (SELECT count(*) FROM now), (SELECT count(*) FROM history), "
                + "(SELECT count(*) FROM history WHERE is_delete_marker), (SELECT max(size) FROM now), "
                + "(SELECT key FROM m), (SELECT version_id FROM l)",
            "-t",
            "now=a:src",
            "-t",
            "history=versions:a:src",
            "-t",
            "m=a:reports/jobs/m.csv",
            "-t",
            "l=" + local,
            "--output",
            "csv");

    assertThat(code).isZero();
    assertThat(stores.out().lines().toList().getLast()).isEqualTo("1,3,1,5,a b,null");
  }

  @Test
  void theResultIsTextCsvParquetOrWhatAthenaLeavesInABucket() throws IOException {
    put(stores.a, SRC, "a", "1");
    String sql = "SELECT key, size, version_id, '\"q\",' AS q FROM t";

    assertThat(stores.run("query", sql, "-t", "t=a:src")).isZero();
    assertThat(stores.out())
        .isEqualTo(
            """
            key  size  version_id  q
            ---  ----  ----------  ----
            a       1  NULL        "q",
            (1 row)
            """);
    assertThat(stores.run("query", sql, "-t", "t=a:src", "--output", "csv")).isZero();
    assertThat(stores.out()).isEqualTo("key,size,version_id,q\na,1,,\"\"\"q\"\",\"\n");
    assertThat(stores.run("query", sql, "-t", "t=a:src", "--to", "b:dst/results/")).isZero();
    String place = stores.out().strip();
    assertThat(place)
        .matches(
            "b:dst/results/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}\\.csv");
    assertThat(TwoStores.text(stores.b, DST, place.substring("b:dst/".length())))
        .isEqualTo("\"key\",\"size\",\"version_id\",\"q\"\n\"a\",\"1\",,\"\"\"q\"\",\"\n");
    Path file = folder.resolve("r.parquet");
    assertThat(
            stores.run(
                "query", sql + ";", "-t", "t=a:src", "--output", "parquet", "-o", file.toString()))
        .isZero();
    assertThat(Files.readAllBytes(file)).startsWith('P', 'A', 'R', '1');
    assertThat(stores.run("query", sql, "-t", "t=a:src", "--output", "parquet")).isEqualTo(2);
  }

  @Test
  void aQueryBecomesAManifestAndTheManifestASync() {
    put(stores.a, SRC, "a b+c%20,\"ü", "1");
    put(stores.a, SRC, "same", "2");
    put(stores.b, DST, "same", "2");
    put(stores.b, DST, "extra", "3");

    int asked =
        stores.run(
            "query",
            "--view",
            "missing",
            "-t",
            "source=a:src",
            "-t",
            "destination=b:dst",
            "--output",
            "jsonl");
    assertThat(asked).isZero();
    stores.in = new ByteArrayInputStream(stores.out().getBytes(StandardCharsets.UTF_8));
    String manifest = folder.resolve("missing.csv").toString();
    assertThat(stores.run("manifest", "create", "--bucket", "src", "-o", manifest, "-")).isZero();
    assertThat(stores.run("sync", "a:src", "b:dst", "--manifest", manifest)).isZero();

    EntryPage page = stores.b.listObjects(DST, ListingRequest.first(ObjectKey.EMPTY)).entries();
    assertThat(page.count()).isEqualTo(3);
    assertThat(page.key(0).text()).isEqualTo("a b+c%20,\"ü");
    assertThat(
            stores.run(
                "query", "--view", "missing", "-t", "source=a:src", "-t", "destination=b:dst"))
        .isZero();
    assertThat(stores.out()).endsWith("(0 rows)\n");
  }

  @ParameterizedTest
  @EnumSource(InventoryFormat.class)
  void aReportIsAManifestTooWithoutItsDeleteMarkers(InventoryFormat format) {
    String report =
        "a:reports/"
            + new Report(
                    "src",
                    Row.of("a b+%20", MD5).version("v1", true),
                    Row.of("c", MD5),
                    Row.of("gone", MD5).version("v2", true).asMarker())
                .deliver(stores.a, REPORTS, format, TAKEN);

    assertThat(stores.run("manifest", "convert", report)).isZero();
    assertThat(stores.out()).isEqualTo("src,a%20b%2B%2520,v1\nsrc,c,null\n");
    assertThat(stores.err()).contains("1 delete markers are left out");
    assertThat(stores.run("manifest", "check", report)).isZero();
    assertThat(stores.out()).contains("format       a report, with versions");

    put(
        stores.a,
        REPORTS,
        report.substring("a:reports/".length()).replace("json", "checksum"),
        "0");
    assertThat(stores.run("manifest", "convert", report)).isEqualTo(3);
    assertThat(stores.run("sync", "a:src", "b:dst", "--manifest", report)).isEqualTo(3);
  }

  @Test
  void theTablesCanBeMadeInAthenaAndRedshift() {
    String table = "inv=a:reports/" + delivered(InventoryFormat.PARQUET, TAKEN);

    assertThat(stores.run("query", "--ddl", "athena", "-t", table)).isZero();
    assertThat(stores.out())
        .contains(
            "CREATE EXTERNAL TABLE `inv`(\n  bucket string,\n  key string,\n  version_id string,",
            "LOCATION 's3://reports/inv/src/weekly/hive/'",
            "SymlinkTextInputFormat",
            "\"projection.dt.format\"=\"yyyy-MM-dd-HH-mm\"");
    assertThat(stores.run("query", "--ddl", "redshift", "-t", table)).isZero();
    assertThat(stores.out())
        .contains(
            "CREATE TABLE \"inv\"(",
            "COPY \"inv\" FROM 's3://reports/inv/src/weekly/data/2026-11-22T01-00Z.parquet'");
  }
}
