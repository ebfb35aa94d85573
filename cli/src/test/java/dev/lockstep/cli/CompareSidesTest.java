package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.REPORTS;
import static dev.lockstep.cli.TwoStores.SRC;
import static dev.lockstep.cli.TwoStores.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.cli.Report.Row;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.telemetry.JsonReader;
import dev.lockstep.telemetry.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `lockstep compare` where a side is a report or a manifest, traps of AWS's formats by name.
class CompareSidesTest {
  private static final Instant TAKEN = Instant.parse("2026-11-22T01:00:00Z");
  private static final String ONE = "1".repeat(32);
  private static final String TWO = "2".repeat(32);

  private final TwoStores stores = new TwoStores();

  @TempDir private Path folder = Path.of("");

  private String report(Report report, InventoryFormat format, Instant taken) {
    return "a:reports/" + report.deliver(stores.a, REPORTS, format, taken);
  }

  private String report(String bucket, Row... rows) {
    return report(new Report(bucket, rows), InventoryFormat.PARQUET, TAKEN);
  }

  private static Row row(String key, String etag) {
    return Row.of(key, etag);
  }

  private JsonValue.Members compared(int code, String... arguments) {
    assertThat(stores.run(List.of("compare", "--output", "json"), arguments))
        .as(stores.out() + stores.err())
        .isEqualTo(code);
    return JsonReader.readMembers(stores.out());
  }

  private static JsonValue.Members in(JsonValue.Members json, String name) {
    return Objects.requireNonNull(json.members(name));
  }

  /// same, onlyInSource, onlyInDestination, different, undecided and explained.
  private static List<String> counts(JsonValue.Members json) {
    return List.of(
        json.needed("same"),
        json.needed("onlyInSource"),
        json.needed("onlyInDestination"),
        json.needed("different"),
        json.needed("undecided"),
        in(json, "explained").needed("total"));
  }

  @ParameterizedTest
  @EnumSource(InventoryFormat.class)
  void aReportAndABucketAreComparedEitherWayRound(InventoryFormat format) {
    put(stores.a, SRC, "same ü+%", "x");
    put(stores.a, SRC, "missing", "x");
    put(stores.a, SRC, "larger", "xx");
    put(stores.b, DST, "same ü+%", "x");
    put(stores.b, DST, "larger", "xxx");
    put(stores.b, DST, "extra", "x");
    String latest =
        stores.inventory("a:src", "n", "--format", format.manifestName().toLowerCase(Locale.ROOT));

    JsonValue.Members there =
        compared(1, "a:reports/inv/src/n/2026-11-23T12-00Z/manifest.json", "b:dst");
    JsonValue.Members back = compared(1, "b:dst", latest);

    assertThat(counts(there)).containsExactly("1", "1", "1", "1", "0", "0");
    assertThat(counts(back)).isEqualTo(counts(there));
    assertThat(there.needed("by")).isEqualTo("content");
    assertThat(there.needed("source"))
        .isEqualTo("a:reports/inv/src/n/2026-11-23T12-00Z/manifest.json");
    assertThat(in(in(there, "sides"), "source").needed("kind")).isEqualTo("report");
    assertThat(in(in(there, "sides"), "destination").needed("kind")).isEqualTo("listing");
    assertThat(in(in(there, "sides"), "source").needed("taken")).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(stores.out()).contains("\"complete\":true");
  }

  @Test
  void trapsT1T2AndT11versionsAndDeleteMarkersAreNoObjectsAndSameKeysAreCountedOnce() {
    String source =
        report(
            "src",
            row("a", ONE).version("v1", false),
            row("a", TWO).version("v2", true),
            row("deleted", ONE).version("v4", false),
            row("deleted", ONE).version("v5", true).asMarker(),
            row("hidden there", ONE).version("v3", true));
    String destination =
        report(
            "dst",
            row("a", ONE).version("w1", false),
            row("a", TWO).version("w2", true),
            row("hidden there", ONE).version("w3", false),
            row("hidden there", ONE).version("w4", true).asMarker());

    assertThat(counts(compared(1, source, destination)))
        .containsExactly("1", "1", "0", "0", "0", "0");
  }

  @Test
  void trapsT3T4T5AndT16copiesHaveOtherVersionIdsAndNullOnesAreEmptyAndKeysAreComparedAnyway() {
    String source = report("src", row("a", ONE).version("v1", true), row("b", ONE));
    String destination = report("dst", row("a", ONE).version("w1", true), row("b", ONE));

    assertThat(counts(compared(0, source, destination)))
        .containsExactly("2", "0", "0", "0", "0", "0");
  }

  @Test
  void trapT6aReportThatIsNamedIsComparedAndNoOther() {
    report(new Report("src", row("old", ONE)), InventoryFormat.CSV, TAKEN);
    String pinned =
        report(
            new Report("src", row("new", ONE)),
            InventoryFormat.CSV,
            TAKEN.plus(Duration.ofDays(1)));
    String destination = report("dst", row("new", ONE));

    assertThat(counts(compared(0, pinned, destination)))
        .containsExactly("1", "0", "0", "0", "0", "0");
    assertThat(counts(compared(0, "a:reports/inv/src/weekly/latest", destination)))
        .containsExactly("1", "0", "0", "0", "0", "0");
  }

  @Test
  void trapT10keysOfCsvAndOfParquetAreTheSameKeys() {
    Row odd = row("a b+c%2F,\"\n//../ü", ONE);
    String csv = report(new Report("src", odd), InventoryFormat.CSV, TAKEN);
    String orc = report(new Report("dst", odd), InventoryFormat.ORC, TAKEN);

    assertThat(counts(compared(0, csv, orc))).containsExactly("1", "0", "0", "0", "0", "0");
  }

  @Test
  void trapT32unequalEtagsTellUnequalBytesOnlyWhereBothAreMd5() {
    Row[] source = {
      row("empty", ONE).sized(0),
      row("kms", ONE).encrypted("SSE-KMS"),
      row("kms same", ONE).encrypted("SSE-KMS"),
      row("nobody says", ONE),
      row("parts", ONE + "-2"),
      row("plain", ONE).encrypted("SSE-S3"),
      row("same parts", ONE + "-2")
    };
    Row[] destination = {
      row("empty", TWO).sized(0),
      row("kms", TWO).encrypted("SSE-S3"),
      row("kms same", ONE).encrypted("SSE-S3"),
      row("nobody says", TWO),
      row("parts", ONE + "-3"),
      row("plain", TWO).encrypted("NOT-SSE"),
      row("same parts", ONE + "-2")
    };
    Path rows = folder.resolve("rows.csv");

    JsonValue.Members found =
        compared(1, report("src", source), report("dst", destination), "--report", rows.toString());

    assertThat(counts(found)).containsExactly("2", "0", "0", "5", "4", "0");
    assertThat(read(rows))
        .filteredOn(line -> line.contains("undecided"))
        .extracting(line -> line.substring(0, line.indexOf(',')))
        .containsExactly("kms", "kms same", "nobody says", "parts");
    assertThat(read(rows)).anyMatch(line -> line.startsWith("plain,,both,etag,5,5,"));
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void trapT33whatTimeReplicationAndLifecycleExplainIsCountedApart() {
    Instant later = TAKEN.plus(Duration.ofDays(1));
    String source =
        report(
            "src",
            row("expired", ONE).expiring(TAKEN.plusSeconds(60)),
            row("late", ONE).at(TAKEN.plusSeconds(1)),
            row("never expires", ONE).expiring(later.plusSeconds(1)),
            row("pending", ONE).status("PENDING"),
            row("pending change", ONE).status("PENDING").sized(9),
            row("really missing", ONE).status("FAILED"));
    String destination =
        report(
            new Report(
                "dst",
                row("new there", ONE).at(later.minusSeconds(1)),
                row("pending change", ONE),
                row("pending there", ONE).status("PENDING")),
            InventoryFormat.PARQUET,
            later);
    Path rows = folder.resolve("rows.csv");

    JsonValue.Members found = compared(1, source, destination, "--report", rows.toString());

    assertThat(counts(found)).containsExactly("0", "2", "1", "0", "0", "5");
    assertThat(in(found, "explained").needed("newer")).isEqualTo("2");
    assertThat(in(found, "explained").needed("replicating")).isEqualTo("2");
    assertThat(in(found, "explained").needed("expired")).isEqualTo("1");
    assertThat(read(rows))
        .contains(
            "expired,,source,only_in_source,5,," + ONE + ",,,expired by a lifecycle rule meanwhile",
            "late,,source,only_in_source,5,," + ONE + ",,,newer than the older of both listings",
            "pending change,,both,size,9,5," + ONE + "," + ONE + ",,replication in progress",
            "really missing,,source,only_in_source,5,," + ONE + ",,,");
    assertThat(stores.run("compare", source, destination)).isEqualTo(1);
    assertThat(stores.out()).contains("explained    5 objects: 2 newer than the older of both");
  }

  @Test
  void differencesThatAreAllExplainedEndWithZeroAndAreNotIdentical() {
    String source = report("src", row("late", ONE).at(TAKEN.plusSeconds(1)));
    String destination = report("dst");

    JsonValue.Members found = compared(0, source, destination);

    assertThat(counts(found)).containsExactly("0", "0", "0", "0", "0", "1");
    assertThat(stores.out()).contains("\"identical\":false");
    assertThat(stores.run("compare", source, destination)).isZero();
    assertThat(stores.out()).contains("identical    no, but all that differs is explained");
  }

  @Test
  void theViewOfQueryExplainsTheSameRows() {
    Instant later = TAKEN.plus(Duration.ofDays(1));
    String source =
        report(
            "src",
            row("expired", ONE).expiring(TAKEN),
            row("late", ONE).at(TAKEN.plusMillis(1)),
            row("missing", ONE).at(TAKEN),
            row("pending", ONE).status("PENDING"));
    String destination =
        report(new Report("dst", row("new there", ONE).at(later)), InventoryFormat.PARQUET, later);
    Path rows = folder.resolve("rows.csv");
    compared(1, source, destination, "--report", rows.toString());

    assertThat(
            stores.run(
                "query",
                "SELECT key || ',' || explanation FROM explained ORDER BY key",
                "-t",
                "source=" + source,
                "-t",
                "destination=" + destination,
                "--output",
                "csv"))
        .isZero();
    List<String> asked = stores.out().lines().skip(1).map(line -> line.replace("\"", "")).toList();

    assertThat(
            read(rows).stream()
                .skip(1)
                .filter(line -> !line.endsWith(","))
                .map(line -> line.split(",", -1))
                .map(cells -> cells[0] + "," + cells[cells.length - 1]))
        .containsExactlyElementsOf(asked)
        .hasSize(4);
  }

  @Test
  void rowsInNoOrderAreFoundOutAndSorted() {
    String sorted =
        report(
            new Report("src", row("a", ONE), row("b", ONE), row("c", ONE)).inFilesOf(1),
            InventoryFormat.CSV,
            TAKEN);
    String unsorted =
        report(
            new Report("dst", row("c", ONE), row("a", ONE), row("b", ONE)).inFilesOf(2),
            InventoryFormat.ORC,
            TAKEN);

    JsonValue.Members found = compared(0, sorted, unsorted);

    assertThat(counts(found)).containsExactly("3", "0", "0", "0", "0", "0");
    assertThat(found.array("sorted")).hasSize(1);
    assertThat(stores.err()).contains(unsorted + " lists out of order ('a' comes after 'c')");
  }

  @Test
  void thatTheOtherSideIsInNoOrderEitherIsFoundOutBeforeTheFirstIsSorted() {
    Row[] rows = {row("c", ONE), row("a", ONE), row("b", ONE)};
    String source = report("src", rows);
    String destination = report("dst", rows);

    JsonValue.Members found = compared(0, source, destination);

    assertThat(counts(found)).containsExactly("3", "0", "0", "0", "0", "0");
    assertThat(found.array("sorted")).hasSize(2);
    // Two manifests with their checksums; each file to see its order and to sort it, and the
    // destination's once more as it was begun beside the source's.
    assertThat(in(found, "requests").needed("get")).isEqualTo("9");
  }

  @Test
  void aManifestIsComparedByPresenceAloneAndItIsSaid() throws IOException {
    put(stores.b, DST, "here", "xyz");
    put(stores.b, DST, "extra", "x");
    Path manifest = folder.resolve("m.csv");
    Files.writeString(manifest, "src,missing%2B\nsrc,here\n");

    JsonValue.Members found = compared(1, manifest.toString(), "b:dst");
    JsonValue.Members back = compared(1, "b:dst", manifest.toString());

    assertThat(counts(found)).containsExactly("1", "1", "1", "0", "0", "0");
    assertThat(counts(back)).isEqualTo(counts(found));
    assertThat(found.needed("by")).isEqualTo("presence");
    assertThat(stores.run("compare", manifest.toString(), "b:dst")).isEqualTo(1);
    assertThat(stores.out()).contains("presence alone, as one side tells neither sizes nor ETags");
  }

  @Test
  void aManifestWithVersionsNamesEachKeyOnceAndOneFromStandardInputIsReadToo() {
    String lines = "src,b,v2\nsrc,a,v1\nsrc,b,v3\n";
    put(stores.b, DST, "a", "x");
    put(stores.b, DST, "b", "x");
    stores.in = new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));

    assertThat(counts(compared(0, "-", "b:dst"))).containsExactly("2", "0", "0", "0", "0", "0");
    assertThat(stores.run("compare", "-", "-")).isEqualTo(2);
  }

  @Test
  void aManifestWithSizesIsComparedBySize() throws IOException {
    put(stores.b, DST, "a", "xyz");
    put(stores.b, DST, "b", "xyz");
    Path manifest = folder.resolve("m.jsonl");
    Files.writeString(
        manifest,
        """
        {"bucket":"src","key":"a","size":3}
        {"bucket":"src","key":"b","size":4}
        """);

    JsonValue.Members found = compared(1, manifest.toString(), "b:dst");

    assertThat(found.needed("by")).isEqualTo("size");
    assertThat(counts(found)).containsExactly("1", "0", "0", "1", "0", "0");
  }

  @Test
  void aManifestOfTwoBucketsOrWithABadLineIsRefused() throws IOException {
    Path manifest = folder.resolve("m.csv");
    Files.writeString(manifest, "src,a\nother,b\nsrc,c\n");

    assertThat(stores.run("compare", manifest.toString(), "b:dst")).isEqualTo(2);
    assertThat(stores.err())
        .contains("another bucket than the first row, src")
        .contains("1 bad line");
    assertThat(stores.run("compare", "nothing-here", "b:dst")).isEqualTo(2);
    assertThat(stores.err()).contains("There is no file 'nothing-here'").contains("which store");
  }

  private static String etag(ObjectStore store, BucketName bucket, String key) {
    return Objects.requireNonNull(TwoStores.head(store, bucket, key).etag()).value();
  }

  @Test
  void whatAReportLeavesOpenIsUndecidedUnlessTheBucketsAreAskedFor() {
    put(stores.a, SRC, "k", "five!");
    put(stores.b, DST, "k", "five!");
    Report parts = new Report("src", row("k", ONE + "-2"));
    Report whole = new Report("src", row("k", etag(stores.a, SRC, "k")));
    String other = report(parts, InventoryFormat.ORC, TwoStores.NOW);
    String right = report(whole, InventoryFormat.CSV, TwoStores.NOW.plusSeconds(60));

    assertThat(counts(compared(1, other, "b:dst"))).containsExactly("0", "0", "0", "1", "1", "0");
    JsonValue.Members silent = compared(0, right, "b:dst");
    assertThat(counts(silent)).containsExactly("1", "0", "0", "0", "0", "0");
    assertThat(in(silent, "requests").needed("head")).isEqualTo("0");

    JsonValue.Members asked = compared(0, right, "b:dst", "--by", "metadata");
    assertThat(counts(asked)).containsExactly("1", "0", "0", "0", "0", "0");
    assertThat(in(asked, "requests").needed("head")).isNotEqualTo("0");

    put(stores.b, DST, "k", "FIVE!");
    assertThat(counts(compared(1, right, "b:dst", "--by", "content")))
        .containsExactly("0", "0", "0", "1", "0", "0");
  }

  @Test
  void anObjectThatIsAnotherNowThanItsReportTellsOfStaysUndecided() {
    put(stores.a, SRC, "k", "five!");
    put(stores.b, DST, "k", "other");
    String report =
        report(new Report("src", row("k", ONE)), InventoryFormat.PARQUET, TwoStores.NOW);
    Path rows = folder.resolve("rows.csv");

    compared(1, report, "b:dst", "--by", "content", "--report", rows.toString());

    assertThat(read(rows).get(1))
        .contains("undecided")
        .contains("is another object now than the report tells of");
  }

  @Test
  void aVersionThatTheReportNamesIsAskedFor() {
    stores.a.enableVersioning(SRC);
    put(stores.a, SRC, "k", "first");
    String version = Objects.requireNonNull(TwoStores.head(stores.a, SRC, "k").version()).value();
    put(stores.a, SRC, "k", "later");
    put(stores.b, DST, "k", "first");
    Report named = new Report("src", row("k", ONE + "-1").version(version, true));
    String report = report(named, InventoryFormat.PARQUET, TwoStores.NOW);

    assertThat(counts(compared(0, report, "b:dst", "--by", "content")))
        .containsExactly("1", "0", "0", "0", "0", "0");
  }

  @Test
  void whatTheSidesCantTellIsRefusedWithTheNextStep() throws IOException {
    Path manifest = Files.writeString(folder.resolve("m.csv"), "src,a\n");
    String source = report("src", row("a", ONE));
    String bare =
        report(
            new Report("dst", row("a", ONE)).with(InventoryField.BUCKET, InventoryField.KEY),
            InventoryFormat.CSV,
            TAKEN);

    assertThat(compared(0, source, bare).needed("by")).isEqualTo("presence");
    refused("--by content needs sizes, which", manifest.toString(), "b:dst", "--by", "content");
    refused("--by metadata asks stores", source, source, "--by", "metadata");
    refused("--by etag needs sizes, which " + bare, source, bare, "--by", "etag");
    refused("--as-of is of buckets", source, "b:dst", "--as-of", "2026-11-01T00:00:00Z");
    refused("has no sizes to select by", manifest.toString(), "b:dst", "--min-size", "1");
    refused("--prefix-b is of reports", source, "b:dst", "--prefix-b", "x/");
    refused("leave versions: away", source, "versions:b:dst");
  }

  private void refused(String why, String... arguments) {
    assertThat(stores.run(List.of("compare"), arguments))
        .as(String.join(" ", arguments))
        .isEqualTo(2);
    assertThat(stores.err()).contains(why);
  }

  @Test
  void aPrefixOfAReportCountsForNoPartOfANameAsThatOfABucket() {
    String source = report("src", row("other/b", ONE), row("photos/a", ONE), row("photos/b", ONE));
    put(stores.b, DST, "copy/a", "five!");

    JsonValue.Members found =
        compared(1, source, "b:dst/copy/", "--prefix-a", "photos/", "--by", "size");

    assertThat(counts(found)).containsExactly("1", "1", "0", "0", "0", "0");
  }

  @ParameterizedTest
  @EnumSource(InventoryFormat.class)
  void aReportThatIsCorruptOrIncompleteIsRefusedByName(InventoryFormat format) {
    String report = report(new Report("src", row("a", ONE)), format, TAKEN);
    String key = report.substring("a:reports/".length());
    String data = "inv/src/weekly/data/2026-11-22T01-00Z" + format.extension();
    int size = Math.toIntExact(TwoStores.head(stores.a, REPORTS, data).size());

    put(stores.a, REPORTS, data, "x".repeat(size));
    JsonValue.Members found = compared(3, report, "b:dst");
    assertThat(stores.out()).contains("\"complete\":false");
    assertThat(in(found, "error").needed("message"))
        .contains("a:reports/" + data)
        .contains("is corrupt: its MD5 is");

    stores.a.deleteObject(ObjectRef.current(REPORTS, ObjectKey.of(data)));
    assertThat(in(compared(3, "b:dst", report), "error").needed("message"))
        .contains(report)
        .contains("which is gone");

    put(stores.a, REPORTS, key.replace("json", "checksum"), "0".repeat(32));
    assertThat(in(compared(3, report, "b:dst"), "error").needed("message"))
        .contains(report)
        .contains("corrupt");
    stores.a.deleteObject(
        ObjectRef.current(REPORTS, ObjectKey.of(key.replace("json", "checksum"))));
    assertThat(in(compared(3, report, "b:dst"), "error").needed("message")).contains("incomplete");
    assertThat(
            in(compared(3, "a:reports/inv/src/weekly/latest", "b:dst"), "error").needed("message"))
        .contains("there is no complete report below");
  }

  @Test
  void aReportWithVersionsThatDoesNotSayWhichAreLatestIsRefused() {
    String report =
        report(
            new Report("src", row("a", ONE)).without(InventoryField.IS_LATEST),
            InventoryFormat.CSV,
            TAKEN);

    assertThat(in(compared(3, report, "b:dst"), "error").needed("message"))
        .contains(report)
        .contains("no column IsLatest");
  }
}
