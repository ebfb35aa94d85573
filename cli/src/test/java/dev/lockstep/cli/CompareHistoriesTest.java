package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.REPORTS;
import static dev.lockstep.cli.TwoStores.SRC;
import static dev.lockstep.cli.TwoStores.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.cli.Report.Row;
import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.telemetry.JsonReader;
import dev.lockstep.telemetry.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `lockstep compare --versions all` where a side is a report of all versions.
class CompareHistoriesTest {
  private static final Instant TAKEN = Instant.parse("2026-11-22T01:00:00Z");
  private static final Instant OLD = Row.OLD;
  private static final String ONE = "1".repeat(32);
  private static final String TWO = "2".repeat(32);

  private final TwoStores stores = new TwoStores();

  @TempDir private Path folder = Path.of("");

  CompareHistoriesTest() {
    stores.a.enableVersioning(SRC);
    stores.b.enableVersioning(DST);
  }

  private String report(Report report, InventoryFormat format) {
    return "a:reports/" + report.deliver(stores.a, REPORTS, format, TAKEN);
  }

  private String report(String bucket, Row... rows) {
    return report(new Report(bucket, rows), InventoryFormat.PARQUET);
  }

  /// A version of so many bytes, so many seconds after the first.
  private static Row row(String key, String id, long size, int second) {
    return Row.of(key, ONE).version(id, false).sized(size).at(OLD.plusSeconds(second));
  }

  private static Row latest(Row row) {
    return row.version(row.version(), true);
  }

  private String compared(int code, String... arguments) {
    assertThat(stores.run(List.of("compare", "--versions", "all"), arguments))
        .as(stores.out() + stores.err())
        .isEqualTo(code);
    return stores.out();
  }

  /// same, onlyInSource, onlyInDestination, different, undecided and explained.
  private List<String> counts(int code, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--output", "json"));
    JsonValue.Members json = JsonReader.readMembers(compared(code, all.toArray(String[]::new)));
    return List.of(
        json.needed("same"),
        json.needed("onlyInSource"),
        json.needed("onlyInDestination"),
        json.needed("different"),
        json.needed("undecided"),
        Objects.requireNonNull(json.members("explained")).needed("total"));
  }

  private List<String> rows(int code, String source, String destination, String... more) {
    Path file = folder.resolve("rows.csv");
    List<String> all = new ArrayList<>(List.of(source, destination, "--report", file.toString()));
    all.addAll(List.of(more));
    compared(code, all.toArray(String[]::new));
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.subList(1, lines.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void history(String key, String... contents) {
    for (String content : contents) {
      stores.pass(Duration.ofSeconds(1));
      if (content.equals("-")) {
        stores.a.deleteObject(ObjectRef.current(SRC, ObjectKey.of(key)));
      } else {
        put(stores.a, SRC, key, content);
      }
    }
  }

  /// In the store of the bucket: so it is known which bucket it is of, and what is remembered of
  /// it.
  private String ownReport(String store, String bucket, InventoryFormat format) {
    stores.pass(Duration.ofMinutes(5));
    String id = format.manifestName().toLowerCase(Locale.ROOT);
    return stores.inventory(store + ":" + bucket, id, "--format", id, "--versions", "all");
  }

  @ParameterizedTest
  @EnumSource(InventoryFormat.class)
  void reportsAndBucketsAreComparedInAnyMixByTheirChains(InventoryFormat format) {
    history("same ü+% //", "one", "-", "three");
    history("one missing", "x", "yy");
    history("gone", "x", "-");
    assertThat(stores.run("sync", "a:src", "b:dst", "--versions", "all")).isZero();
    history("one missing", "zzz");
    history("new", "x");
    stores.pass(Duration.ofSeconds(1));
    put(stores.b, DST, "extra", "x");
    String source = ownReport("a", "src", format);
    String destination = ownReport("b", "dst", format);

    List<String> buckets = rows(1, "a:src", "b:dst");

    assertThat(rows(1, source, destination)).isEqualTo(buckets).hasSize(3);
    assertThat(rows(1, source, "b:dst")).isEqualTo(buckets);
    assertThat(rows(1, "a:src", destination)).isEqualTo(buckets);
    assertThat(counts(1, source, destination)).containsExactly("2", "1", "1", "1", "0", "0");
    assertThat(buckets).anyMatch(line -> line.contains("1 missing at the destination"));
    assertThat(compared(1, source, "b:dst")).contains("histories, by content and order");
  }

  @Test
  void theAnswerIsOneDocument() {
    String source =
        report(
            "src",
            row("a", "v1", 1, 0),
            latest(row("a", "v2", 2, 1)),
            latest(row("b", "v3", 3, 0)));
    String destination = report("dst", latest(row("a", "w1", 1, 0)));

    String told = compared(1, source, destination, "--output", "json");

    assertThat(told.replaceAll("\"seconds\":[0-9.]+", "\"seconds\":0"))
        .isEqualTo(
            """
            {"source":"%s","destination":"%s","by":"content","complete":true,"identical":false,\
            "same":0,"onlyInSource":1,"onlyInDestination":0,"different":1,"undecided":0,\
            "explained":{"total":0,"newer":0,"replicating":0,"expired":0},\
            "listed":{"source":3,"destination":1},\
            "sides":{"source":{"kind":"report","taken":"2026-11-22T01:00:00Z"},\
            "destination":{"kind":"report","taken":"2026-11-22T01:00:00Z"}},\
            "error":null,"sorted":[],"requests":%s,"seconds":0}
            """
                .formatted(
                    source,
                    destination,
                    told.replaceAll("(?s).*\"requests\":(\\{.*?\\}).*", "$1")));
  }

  @ParameterizedTest
  @EnumSource(InventoryFormat.class)
  void rowsInNoOrderNotEvenWithinAKeyGiveTheSameVerdict(InventoryFormat format) {
    List<Row> some = new ArrayList<>();
    for (String key : List.of("a", "b//", "c +%", "ü")) {
      some.add(row(key, "v1", 1, 0));
      some.add(row(key, "v2", 2, 10).asMarker());
      some.add(row(key, "v3", 3, 20));
      some.add(latest(row(key, "v4", 4, 30)));
    }
    String inOrder = report(new Report("dst", some.toArray(Row[]::new)), format);
    Collections.reverse(some);
    Collections.swap(some, 1, 10);
    Report report = new Report("src", some.toArray(Row[]::new)).inFilesOf(3);
    String shuffled = report(report, format);

    assertThat(counts(0, shuffled, inOrder)).containsExactly("4", "0", "0", "0", "0", "0");
    assertThat(stores.err()).contains(shuffled + " lists out of order");
    assertThat(counts(0, inOrder, shuffled)).containsExactly("4", "0", "0", "0", "0", "0");
  }

  @Test
  void anOrderThatNobodyCanTellIsARowAndNoGuess() {
    String source =
        report(
            "src",
            row("marker or version first?", "v1", 1, 0),
            row("marker or version first?", "v2", 0, 0).asMarker(),
            latest(row("marker or version first?", "v3", 1, 5)),
            row("told by the latest", "v1", 1, 0),
            latest(row("told by the latest", "v2", 2, 0)),
            row("two of the same", "v1", 1, 0),
            row("two of the same", "v2", 1, 0),
            latest(row("two of the same", "v3", 2, 0)));
    String destination =
        report(
            "dst",
            row("marker or version first?", "w1", 1, 0),
            row("marker or version first?", "w2", 0, 1).asMarker(),
            latest(row("marker or version first?", "w3", 1, 5)),
            row("told by the latest", "w1", 1, 0),
            latest(row("told by the latest", "w2", 2, 0)),
            row("two of the same", "w1", 1, 0),
            row("two of the same", "w2", 1, 1),
            latest(row("two of the same", "w3", 2, 2)));

    assertThat(rows(1, source, destination))
        .singleElement()
        .asString()
        .startsWith("marker or version first?,")
        .contains("the source does not tell in which order its versions came")
        .contains("versions v1 and v2 have the same time, 2026-01-01T00:00:00Z");
    assertThat(counts(1, source, destination)).containsExactly("2", "0", "0", "1", "1", "0");
    assertThat(rows(1, destination, source))
        .singleElement()
        .asString()
        .contains("the destination does not tell");
  }

  @Test
  void whatAReportSaysInTwoWaysIsARow() {
    String twice =
        report(
            "src",
            row("a", "", 1, 0),
            latest(row("a", "", 2, 1)),
            latest(row("b", "v1", 1, 0)),
            latest(row("b", "v1", 1, 0)),
            row("c", "v1", 1, 5),
            latest(row("c", "v2", 1, 1)),
            latest(row("d", "v1", 1, 0)),
            latest(row("d", "v2", 1, 1)));
    String destination =
        report(
            "dst",
            latest(row("a", "w1", 2, 1)),
            latest(row("b", "w1", 1, 0)),
            latest(row("c", "w1", 1, 5)),
            latest(row("d", "w1", 1, 0)));

    assertThat(rows(1, twice, destination))
        .satisfiesExactly(
            a -> assertThat(a).startsWith("a,").contains("it has version null twice"),
            c -> assertThat(c).startsWith("c,").contains("v2 is called the latest and is older"),
            d -> assertThat(d).startsWith("d,").contains("two versions are called the latest"));
  }

  @Test
  void nullVersionsAndDeleteMarkersAreWhatTheyAre() {
    history("deleted", "x", "-");
    stores.pass(Duration.ofSeconds(1));
    put(stores.b, DST, "deleted", "x");
    stores.pass(Duration.ofMinutes(1));
    stores.b.deleteObject(ObjectRef.current(DST, ObjectKey.of("deleted")));
    String source =
        report(
            "src",
            Row.of("deleted", md5OfX()).sized(1),
            latest(row("deleted", "v2", 9, 1)).asMarker());

    // The null version is called the latest, too: two are.
    assertThat(counts(1, source, "b:dst")).containsExactly("0", "0", "0", "1", "1", "0");

    String right =
        report(
            "src",
            Row.of("deleted", md5OfX()).version("", false).sized(1),
            latest(row("deleted", "v2", 9, 1)).asMarker());
    assertThat(counts(0, right, "b:dst")).containsExactly("1", "0", "0", "0", "0", "0");
    assertThat(counts(0, "b:dst", right)).containsExactly("1", "0", "0", "0", "0", "0");
  }

  private String md5OfX() {
    return Objects.requireNonNull(TwoStores.head(stores.a, SRC, putX()).etag()).value();
  }

  private String putX() {
    put(stores.a, SRC, "x", "x");
    return "x";
  }

  @Test
  void whatRowsCantTellIsUndecidedUnlessTheStoresAreAskedFor() {
    history("k", "five!", "other");
    assertThat(stores.run("sync", "a:src", "b:dst", "--versions", "all")).isZero();
    List<String> ids = versions();
    String parts =
        report(
            "src",
            Row.of("k", ONE + "-2").version(ids.get(0), false).at(OLD),
            Row.of("k", TWO + "-2").version(ids.get(1), true).at(OLD.plusSeconds(1)));
    String[] forgetful = {"--state-dir", folder.toString()};

    assertThat(rows(1, parts, "b:dst", forgetful))
        .singleElement()
        .asString()
        .contains(",both,undecided,5,5,")
        .contains("does not say whether they hold the same");
    assertThat(counts(1, parts, "b:dst", "--state-dir", folder.toString()))
        .containsExactly("0", "0", "0", "1", "1", "0");
    assertThat(counts(0, parts, "b:dst", "--by", "content", "--state-dir", folder.toString()))
        .containsExactly("1", "0", "0", "0", "0", "0");

    put(stores.b, DST, "k", "FIVE!");
    assertThat(rows(1, parts, "b:dst", "--by", "content", "--state-dir", folder.toString()))
        .singleElement()
        .asString()
        .contains(",both,versions,")
        .contains("not at the source");
  }

  /// Of the key `k` at the source, oldest first.
  private List<String> versions() {
    assertThat(
            stores.run(
                "query",
                "SELECT version_id FROM t ORDER BY last_modified_date",
                "-t",
                "t=versions:a:src/k",
                "--output",
                "csv"))
        .isZero();
    return stores.out().lines().skip(1).map(line -> line.replace("\"", "")).toList();
  }

  @Test
  void versionsThatAreNewerThanTheReportAreExplained() {
    history("grown", "x");
    history("same", "x");
    assertThat(stores.run("sync", "a:src", "b:dst", "--versions", "all")).isZero();
    history("lacking", "x");
    String source = ownReport("a", "src", InventoryFormat.ORC);
    stores.pass(Duration.ofSeconds(1));
    put(stores.b, DST, "grown", "newer");
    put(stores.b, DST, "new", "x");

    assertThat(counts(1, source, "b:dst")).containsExactly("1", "1", "0", "0", "0", "2");
    assertThat(rows(1, source, "b:dst"))
        .filteredOn(line -> line.endsWith("newer than the older of both listings"))
        .hasSize(2);
    assertThat(counts(0, source, "b:dst", "--exclude", "lacking"))
        .containsExactly("1", "0", "0", "0", "0", "2");
  }

  @Test
  void aPrefixAndASelectionMeanWhatTheyMeanForBuckets() {
    history("photos/a", "x", "yy");
    history("other/b", "x");
    assertThat(stores.run("sync", "a:src/photos/", "b:dst/copy/", "--versions", "all")).isZero();
    String source = ownReport("a", "src", InventoryFormat.CSV);

    assertThat(counts(0, source, "b:dst/copy/", "--prefix-a", "photos/"))
        .containsExactly("1", "0", "0", "0", "0", "0");
    assertThat(counts(1, source, "b:dst/copy/")).containsExactly("0", "2", "1", "0", "0", "0");
  }

  @Test
  void whatTellsNoHistoriesIsRefusedWithTheNextStep() throws IOException {
    Path ids = Files.writeString(folder.resolve("ids.csv"), "src,a,v1\n");
    Path keys = Files.writeString(folder.resolve("keys.csv"), "src,a\n");
    Report current =
        new Report("src", Row.of("a", ONE))
            .without(
                InventoryField.VERSION_ID,
                InventoryField.IS_LATEST,
                InventoryField.IS_DELETE_MARKER);
    Report poor =
        new Report("dst", Row.of("a", ONE))
            .without(InventoryField.LAST_MODIFIED_DATE, InventoryField.E_TAG);

    refused("is of current versions alone", report(current, InventoryFormat.CSV), "b:dst");
    refused(
        "has not: LastModifiedDate, ETag; leave --versions away",
        "b:dst",
        report(poor, InventoryFormat.ORC));
    refused("names versions, and tells neither", ids.toString(), "b:dst");
    refused("names no versions", "b:dst", keys.toString());
    refused("--by is of current objects", "b:dst", keys.toString(), "--by", "size");
  }

  private void refused(String why, String... arguments) {
    compared(2, arguments);
    assertThat(stores.err()).contains(why);
  }
}
