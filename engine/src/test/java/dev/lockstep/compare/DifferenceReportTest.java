package dev.lockstep.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.StorageClass;
import dev.lockstep.object.VersionId;
import dev.lockstep.telemetry.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DifferenceReportTest {
  private static final List<String> AWKWARD =
      List.of(
          "plain", "a,b", "q\"q", "\"", "cr\r\nlf", "", " lead ", "=1+1", "ünï😀", "\u0001\\", "'");

  @TempDir private Path folder = Path.of("");

  private static Difference missing(String key) {
    ObjectEntry entry =
        new ObjectEntry(
            ObjectKey.of(key), 12, Instant.EPOCH, new ETag("tag\"1"), StorageClass.STANDARD);
    return new Difference(
        ObjectKey.of(key), entry, null, Difference.Reason.ONLY_IN_SOURCE, "note, " + key);
  }

  private static void write(Path file) {
    try (DifferenceReport report = DifferenceReport.to(file)) {
      AWKWARD.forEach(key -> report.found(missing(key)));
      report.finish();
    }
  }

  @Test
  void writesCsvThatReadsBackWhateverIsInAKey() throws IOException {
    Path file = folder.resolve("report.CSV");
    write(file);

    List<List<String>> rows = parseCsv(Files.readString(file));

    assertThat(rows.getFirst())
        .containsExactly(
            "key",
            "versionId",
            "side",
            "reason",
            "sourceSize",
            "destinationSize",
            "sourceETag",
            "destinationETag",
            "note",
            "explanation");
    for (int i = 0; i < AWKWARD.size(); i++) {
      String key = AWKWARD.get(i);
      assertThat(rows.get(i + 1))
          .containsExactly(
              key, "", "source", "only_in_source", "12", "", "tag\"1", "", "note, " + key, "");
    }
    assertThat(rows).hasSize(AWKWARD.size() + 1);
  }

  @Test
  void namesTheVersionThatARowIsAbout() throws IOException {
    ObjectEntry one = version("source-id");
    ObjectEntry other = version("destination-id");
    ObjectKey key = one.key();
    Path file = folder.resolve("report.csv");
    try (DifferenceReport report = DifferenceReport.to(file)) {
      report.found(new Difference(key, one, null, Difference.Reason.ONLY_IN_SOURCE, ""));
      report.found(new Difference(key, null, other, Difference.Reason.ONLY_IN_DESTINATION, ""));
      report.found(new Difference(key, one, other, Difference.Reason.BYTES, ""));
      report.finish();
    }

    assertThat(parseCsv(Files.readString(file)).stream().skip(1).map(row -> row.get(1)))
        .containsExactly("source-id", "destination-id", "source-id");
  }

  private static ObjectEntry version(String id) {
    return new ObjectEntry(
        ObjectKey.of("key"), 12, Instant.EPOCH, null, StorageClass.STANDARD, new VersionId(id));
  }

  @Test
  void leavesNoFormulaInCsvForSpreadsheets() throws IOException {
    List<String> keys =
        List.of(
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'", "'=1", "", "a=1");
    Path file = folder.resolve("report.csv");
    try (DifferenceReport report = DifferenceReport.forSpreadsheets(file)) {
      keys.forEach(key -> report.found(missing(key)));
      report.finish();
    }

    List<List<String>> rows = parseCsv(Files.readString(file));

    List<String> cells = rows.stream().map(List::getFirst).skip(1).toList();
    assertThat(cells).noneMatch(cell -> cell.matches("(?s)[=+\\-@\t\r\n＝].*"));
    assertThat(cells.stream().map(cell -> cell.startsWith("'") ? cell.substring(1) : cell))
        .containsExactlyElementsOf(keys);
    assertThat(cells).contains("''", "''=1", "a=1");
    assertThatThrownBy(() -> DifferenceReport.forSpreadsheets(folder.resolve("report.jsonl")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesOneJsonObjectALine() throws IOException {
    Path file = folder.resolve("report.jsonl");
    write(file);

    List<String> lines = Files.readString(file).lines().toList();

    assertThat(lines).hasSize(AWKWARD.size());
    for (int i = 0; i < AWKWARD.size(); i++) {
      assertThat(StrictJson.parse(lines.get(i)))
          .isEqualTo(
              Map.of(
                  "key",
                  AWKWARD.get(i),
                  "versionId",
                  Optional.empty(),
                  "side",
                  "source",
                  "reason",
                  "only_in_source",
                  "sourceSize",
                  new StrictJson.Digits("12"),
                  "destinationSize",
                  Optional.empty(),
                  "sourceETag",
                  "tag\"1",
                  "destinationETag",
                  Optional.empty(),
                  "note",
                  "note, " + AWKWARD.get(i),
                  "explanation",
                  Optional.empty()));
    }
  }

  @Test
  void keepsTheFileToItsOwnerEvenWhereOthersCouldReadItBefore() throws IOException {
    Path file = folder.resolve("report.csv");
    Files.writeString(file, "x".repeat(100_000));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Path fresh = folder.resolve("fresh.jsonl");

    write(file);
    write(fresh);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).doesNotContain("xxx");
  }

  @Test
  void writesWholeRowsWhenManyThreadsFindDifferences() throws IOException {
    Path file = folder.resolve("report.jsonl");
    try (DifferenceReport report = DifferenceReport.to(file)) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 500; i++) {
          String key = "key " + i;
          threads.execute(() -> report.found(missing(key)));
        }
      }
      report.finish();
    }

    assertThat(Files.readString(file).lines())
        .hasSize(500)
        .allMatch(line -> StrictJson.parse(line) instanceof Map);
  }

  @Test
  void refusesAnEndingThatNamesNoFormat() {
    assertThatThrownBy(() -> DifferenceReport.to(folder.resolve("report.txt")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".csv or .jsonl");
    assertThatThrownBy(() -> DifferenceReport.to(folder.resolve("nowhere/report.csv")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("report.csv")
        .hasMessageEndingWith("there is no such folder");
    assertThatThrownBy(
            () -> DifferenceReport.to(Files.createDirectory(folder.resolve("folder.csv"))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "The report " + folder.resolve("folder.csv") + " can't be written: it is a folder");
  }

  @Test
  void quotesNoMoreThanHasToBe() throws IOException {
    Path file = folder.resolve("report.csv");
    try (DifferenceReport report = DifferenceReport.to(file)) {
      report.found(missing("plain"));
      report.finish();
    }

    assertThat(Files.readString(file))
        .endsWith("\r\nplain,,source,only_in_source,12,,\"tag\"\"1\",,\"note, plain\",\r\n");
  }

  @Test
  void knowsWhetherThereWasADifference() {
    try (DifferenceReport report = DifferenceReport.to(folder.resolve("report.csv"))) {
      assertThat(report.any()).isFalse();
      report.found(missing("key"));
      assertThat(report.any()).isTrue();
    }
  }

  /// A comparison that begins anew takes back what it has found.
  @Test
  void takesBackTheRowsSoFar() throws IOException {
    for (String ending : List.of("csv", "jsonl")) {
      Path once = folder.resolve("once." + ending);
      Path twice = folder.resolve("twice." + ending);
      try (DifferenceReport report = DifferenceReport.to(once)) {
        report.found(missing("b"));
        report.finish();
      }
      try (DifferenceReport report = DifferenceReport.to(twice)) {
        assertThat(report.forgetRows()).isZero();
        report.found(missing("a"));
        assertThat(report.forgetRows()).isZero();
        assertThat(report.any()).isFalse();
        report.found(missing("b"));
        report.finish();
      }

      assertThat(twice).hasSameTextualContentAs(once);
    }
  }

  @Test
  void saysHowManyRowsHaveLeftThroughAPipe() throws IOException {
    Path pipe = Files.createSymbolicLink(folder.resolve("pipe.csv"), Path.of("/dev/null"));
    DifferenceReport report = DifferenceReport.to(pipe);
    report.found(missing("a"));
    report.found(missing("b"));

    assertThat(report.forgetRows()).isEqualTo(2);
    report.abandon();
    assertThat(report.forgetRows()).isZero();
  }

  @Test
  void leavesWhatStoodInTheFileUntilTheEnd() throws IOException {
    Path file = Files.writeString(folder.resolve("report.jsonl"), "precious");
    try (DifferenceReport report = DifferenceReport.to(file)) {
      report.found(missing("key"));
      assertThat(file).hasContent("precious");
      assertThat(files()).hasSize(2).allMatch(DifferenceReportTest::isOwnersAlone);

      report.finish();
    }

    assertThat(file).content().startsWith("{\"key\":\"key\"");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void givesUpWithoutATraceWhenNothingWasFoundAndElseTellsWhereTheRowsAre() throws IOException {
    Path file = Files.writeString(folder.resolve("report.jsonl"), "precious");
    DifferenceReport empty = DifferenceReport.to(file);
    assertThat(empty.abandon()).isEmpty();
    assertThat(files()).containsExactly(file);

    DifferenceReport report = DifferenceReport.to(file);
    report.found(missing("key"));
    Path rows = report.abandon().orElseThrow();
    report.found(missing("late"));
    report.finish();

    assertThat(Files.readString(rows)).contains("key").doesNotContain("late");
    assertThat(file).hasContent("precious");
    assertThat(report.abandon()).isEmpty();
  }

  @Test
  void replacesWhatALinkLeadsToAndLeavesTheLink() throws IOException {
    Path file = Files.writeString(folder.resolve("real.csv"), "x");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);

    write(link);

    assertThat(link).isSymbolicLink();
    assertThat(file).content().startsWith("key,");
  }

  @Test
  void leavesTheFileAsItWasWhenItsPlaceCannotBeTaken() throws IOException {
    Path file = folder.resolve("report.csv");
    DifferenceReport report = DifferenceReport.to(file);
    report.found(missing("key"));
    Path inTheWay = Files.createDirectories(file.resolve("folder"));

    assertThatThrownBy(report::finish)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("report.csv can't be written to its end");

    assertThat(inTheWay).isDirectory();
    assertThat(files()).containsExactly(file);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  private static boolean isOwnersAlone(Path file) {
    try {
      return file.endsWith("report.jsonl")
          || PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).equals("rw-------");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void namesTheFileThatCouldNotBeWrittenWhenTheDiskIsFull() throws IOException {
    for (String ending : List.of("csv", "jsonl")) {
      Path file = Files.createSymbolicLink(folder.resolve("full." + ending), Path.of("/dev/full"));
      DifferenceReport report = DifferenceReport.to(file);

      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  report.found(missing("key " + i));
                }
              })
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("full." + ending)
          .hasMessageContaining("No space left");
      assertThatThrownBy(report::finish).isInstanceOf(UncheckedIOException.class);
    }
  }

  /// RFC 4180.
  private static List<List<String>> parseCsv(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\r')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\r') {
          rows.add(List.copyOf(row));
          row.clear();
          i++;
        }
      } else {
        cell.append(c);
      }
    }
    return rows;
  }
}
