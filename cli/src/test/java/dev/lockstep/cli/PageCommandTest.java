package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.SRC;
import static dev.lockstep.cli.TwoStores.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.telemetry.JsonValue;
import dev.lockstep.telemetry.JsonValue.Array;
import dev.lockstep.telemetry.JsonValue.Members;
import dev.lockstep.telemetry.JsonValue.Numeral;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCommandTest {
  private static final List<String> NASTY =
      List.of(
          "</script><script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "new\nline",
          "quotes\"'&amp;",
          "rtl\u202egpj");

  private final TwoStores stores = new TwoStores();

  @TempDir private Path folder;

  private HtmlPage compare(String... more) {
    Path file = folder.resolve("page.html");
    List<String> line = List.of("compare", "a:src", "b:dst", "--html", file.toString());
    assertThat(stores.run(line, more)).as(stores.err()).isLessThan(2);
    return HtmlPage.read(file);
  }

  /// `[[objects…], [bytes…]]`.
  private static List<List<Long>> totals(Members of) {
    return of.array("all").stream()
        .map(measure ->
            ((Array) measure)
                .values().stream().map(one -> Long.valueOf(((Numeral) one).digits())).toList())
        .toList();
  }

  private static Members root(HtmlPage page) {
    return Objects.requireNonNull(page.chart("By prefix").members("root"));
  }

  private static Members child(Members node, String prefix) {
    return node.array("below").stream()
        .map(Members.class::cast)
        .filter(one -> prefix.equals(one.text("prefix")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aComparisonsPageHasItsFiguresByPrefixSizeAgeAndClass() {
    put(stores.a, SRC, "a/1", "x");
    put(stores.a, SRC, "a/b/2", "xxx");
    put(stores.b, DST, "z/3", "12345");
    put(stores.a, SRC, "a/same", "s");
    put(stores.b, DST, "a/same", "s");
    put(stores.a, SRC, "other", "1");
    put(stores.b, DST, "other", "12");

    HtmlPage page = compare();

    assertThat(page.title()).isEqualTo("a:src and b:dst");
    assertThat(page.facts())
        .containsExactly(
            "Identical: no", "Same: 1", "Only in A: 2 4 B", "Only in B: 1 5 B", "Different: 1 1 B");
    assertThat(page.firstCells()).containsExactly("a/1", "a/b/2", "other", "z/3");
    Members root = root(page);
    assertThat(totals(root)).containsExactly(List.of(2L, 1L, 1L), List.of(4L, 5L, 1L));
    Members a = child(root, "a/");
    assertThat(totals(a)).containsExactly(List.of(2L, 0L, 0L), List.of(4L, 0L, 0L));
    assertThat(totals(child(a, "a/b/"))).containsExactly(List.of(1L, 0L, 0L), List.of(3L, 0L, 0L));
    assertThat(bars(page, "By size")).containsExactly("below 1 KiB 4");
    assertThat(bars(page, "By age")).containsExactly("below an hour 4");
    assertThat(bars(page, "By storage class")).containsExactly("STANDARD 4");
  }

  /// Each bar with its objects, all sorts together.
  private static List<String> bars(HtmlPage page, String title) {
    List<JsonValue> labels = page.chart(title).array("labels");
    List<JsonValue> values = page.chart(title).array("totals");
    return IntStream.range(0, labels.size())
        .mapToObj(i ->
            ((JsonValue.Text) labels.get(i)).value()
                + " "
                + totals((Members) values.get(i)).getFirst().stream()
                    .mapToLong(Long::longValue)
                    .sum())
        .toList();
  }

  @Test
  void whatAKeySaysIsTextWhateverItSays() {
    NASTY.forEach(key -> put(stores.a, SRC, key, "1"));

    HtmlPage page = compare();

    assertThat(page.firstCells())
        .containsExactlyInAnyOrder(
            "</script><script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "new\\nline",
            "quotes\"'&amp;",
            "rtl\\u202egpj");
    assertThat(page.all("img")).isEmpty();
    assertThat(page.markup).doesNotContain("<img").doesNotContain("<script>alert");
    Members root = root(page);
    assertThat(totals(child(root, "</"))).containsExactly(List.of(1L, 0L, 0L), List.of(1L, 0L, 0L));
  }

  @Test
  void aPageOfTwoThatAreTheSameSaysSoAndHasNoChart() {
    put(stores.a, SRC, "k", "1");
    put(stores.b, DST, "k", "1");

    HtmlPage page = compare();

    assertThat(page.facts()).startsWith("Identical: yes", "Same: 1");
    assertThat(page.charts()).isEmpty();
    assertThat(page.all("table")).isEmpty();
  }

  @Test
  void tenThousandPrefixesMakeAPageOfBoundedSizeWithTheFirstHundredRows() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      put(stores.a, SRC, String.format("p%05d/key", i), "1");
    }

    HtmlPage page = compare();

    assertThat(page.facts()).contains("Only in A: 10,000 9.8 KiB");
    assertThat(page.firstCells()).hasSize(100).first().isEqualTo("p00000/key");
    Members root = root(page);
    assertThat(totals(root).getFirst()).containsExactly(10_000L, 0L, 0L);
    assertThat(root.array("below")).hasSizeLessThanOrEqualTo(1_001);
    assertThat(Files.size(folder.resolve("page.html"))).isLessThan(1_400_000);
  }

  @Test
  void everyChartHasItsFiguresInWordsAndInATable() {
    put(stores.a, SRC, "a/1", "x");

    HtmlPage page = compare();

    assertThat(page.all("html").getFirst().getAttribute("lang")).isEqualTo("en");
    assertThat(page.all("div").stream().filter(one -> one.getAttribute("role").equals("img")))
        .hasSize(4)
        .allSatisfy(chart -> assertThat(chart.getAttribute("aria-label")).contains("1 object"));
    assertThat(page.all("details")).hasSize(4);
    assertThat(page.all("th"))
        .allSatisfy(head -> assertThat(head.getAttribute("scope")).isEqualTo("col"));
    assertThat(page.markup).contains("prefers-color-scheme: dark");
  }

  @Test
  void aPageOfAReportAndABucketHasRoomForWhatIsExplained() {
    put(stores.a, SRC, "a/1", "x");
    String latest = stores.inventory("a:src", "w");
    Path file = folder.resolve("sides.html");
    String[] line = {"compare", latest, "b:dst", "--html", file.toString()};
    assertThat(stores.run(line)).as(stores.err()).isEqualTo(1);

    HtmlPage page = HtmlPage.read(file);

    assertThat(page.facts()).contains("Identical: no", "Only in A: 1 1 B");
    assertThat(totals(root(page)))
        .containsExactly(List.of(1L, 0L, 0L, 0L), List.of(1L, 0L, 0L, 0L));
  }

  @Test
  void whatAManifestDoesNotTellIsNoNumberOnThePage() throws IOException {
    Path manifest = Files.writeString(folder.resolve("m.csv"), "src,one\nsrc,two\n");
    put(stores.b, DST, "three", "xxx");
    Path file = folder.resolve("manifest.html");
    String[] line = {"compare", manifest.toString(), "b:dst", "--html", file.toString()};
    assertThat(stores.run(line)).as(stores.err()).isEqualTo(1);

    HtmlPage page = HtmlPage.read(file);

    assertThat(page.facts()).contains("Only in A: 2 0 B", "Only in B: 1 3 B");
    assertThat(bars(page, "By size")).containsExactly("below 1 KiB 1");
    assertThat(bars(page, "By age")).containsExactly("below an hour 1");
    assertThat(page.all("td")).noneMatch(cell -> cell.getTextContent().startsWith("-"));
  }

  @Test
  void aReportsPageTellsVersionsApart() {
    stores.a.enableVersioning(SRC);
    put(stores.a, SRC, "p/k", "1");
    put(stores.a, SRC, "p/k", "22");
    stores.a.deleteObject(ObjectRef.current(SRC, ObjectKey.of("gone")));
    stores.inventory("a:src", "w", "--versions", "all");
    Path file = folder.resolve("inv.html");
    String manifest = "a:reports/inv/src/w/2026-11-23T12-00Z/manifest.json";

    int code = stores.run("inventory", "describe", manifest, "--html", file.toString());

    assertThat(code).as(stores.err()).isZero();
    HtmlPage page = HtmlPage.read(file);
    assertThat(page.title()).isEqualTo("Inventory of src");
    assertThat(page.facts())
        .startsWith("Objects: 1 2 B", "Noncurrent versions: 1 1 B", "Delete markers: 1")
        .last()
        .asString()
        .startsWith("Report: Parquet 1 file, ");
    assertThat(page.firstCells()).containsExactly("gone", "p/k", "p/k");
  }

  @Test
  void aQuerysPageDrawsKeysAsObjectsAndGroupsAsBars() {
    put(stores.a, SRC, "p/1", "1");
    put(stores.a, SRC, "q/2", "22");
    Path file = folder.resolve("query.html");

    int code =
        stores.run("query", "SELECT key, size FROM s", "-t", "s=a:src", "--html", file.toString());
    assertThat(code).as(stores.err()).isZero();
    HtmlPage keys = HtmlPage.read(file);
    assertThat(keys.title()).isEqualTo("SELECT key, size FROM s");
    assertThat(keys.facts()).containsExactly("Rows: 2", "Bytes: 3 B");
    Members root = root(keys);
    assertThat(totals(root)).containsExactly(List.of(2L), List.of(3L));

    String groups = "SELECT left(key, 1) AS p, sum(size) AS bytes FROM s GROUP BY 1 ORDER BY 1";
    assertThat(stores.run("query", groups, "-t", "s=a:src", "--html", file.toString())).isZero();
    Members bars = HtmlPage.read(file).chart("bytes");
    assertThat(bars.array("labels"))
        .containsExactly(new JsonValue.Text("p"), new JsonValue.Text("q"));
    assertThat(((Members) bars.array("series").getFirst()).array("values"))
        .containsExactly(new Numeral("1.0"), new Numeral("2.0"));
  }

  @Test
  void aPageThatCanNotBeWrittenIsToldBeforeTheWorkBegins() {
    int code = stores.run("compare", "a:src", "b:dst", "--html", folder + "/none/page.html");

    assertThat(code).isEqualTo(2);
    assertThat(stores.err()).contains("The page").contains("can't be written");
    assertThat(stores.run("compare", "a:src", "b:dst", "--html", "-")).isEqualTo(2);
    assertThat(stores.run("query", "SELECT 1", "--output", "parquet", "-o", "x", "--html", "y"))
        .isEqualTo(2);
  }

  @Test
  void whatCouldNotBeComparedLeavesThePageAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("page.html"), "as it was");

    assertThat(stores.run("compare", "a:nobucket", "b:dst", "--html", file.toString()))
        .isEqualTo(4);

    assertThat(file).hasContent("as it was");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
  }
}
