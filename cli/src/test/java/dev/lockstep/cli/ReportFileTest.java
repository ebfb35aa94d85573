package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.SRC;
import static dev.lockstep.cli.TwoStores.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.Difference;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.StorageClass;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of the file of `--report`.
class ReportFileTest {
  private final TwoStores stores = new TwoStores();
  @TempDir private Path folder = Path.of("");
  private Path report = Path.of("");

  @BeforeEach
  void writeWhatIsPrecious() throws IOException {
    report = Files.writeString(folder.resolve("rows.csv"), "precious");
    put(stores.a, SRC, "missing", "x");
    put(stores.b, DST, "extra", "x");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  private int run(String... arguments) {
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--report", report.toString()))
            .toArray(String[]::new);
    return stores.run(all);
  }

  @Test
  void isReplacedWhenARunHasLookedAtEverything() throws IOException {
    assertThat(run("compare", "a:src", "b:dst")).isEqualTo(1);
    assertThat(Files.readAllLines(report)).hasSize(3);
    assertThat(stores.err()).isEmpty();

    assertThat(run("sync", "a:src", "b:dst")).isZero();
    assertThat(Files.readAllLines(report)).hasSize(3);

    assertThat(run("sync", "a:src", "b:dst/")).isZero();
    assertThat(Files.readAllLines(report)).as("only the extra is left").hasSize(2);
    assertThat(files()).containsExactly(report);
  }

  @Test
  void holdsNoFormulaWhereASpreadsheetIsToReadIt() throws IOException {
    put(stores.a, SRC, "=cmd|'/C calc'!A0", "x");

    assertThat(run("compare", "a:src", "b:dst", "--spreadsheet-safe")).isEqualTo(1);
    assertThat(Files.readString(report)).contains("\n'=cmd|").doesNotContain("\n=cmd|");
    assertThat(run("compare", "a:src", "b:dst")).isEqualTo(1);
    assertThat(Files.readString(report)).contains("\n=cmd|");

    assertThat(stores.run("compare", "a:src", "b:dst", "--spreadsheet-safe")).isEqualTo(2);
    assertThat(
            stores.run(
                "compare", "a:src", "b:dst", "--spreadsheet-safe", "--report", "target/r.jsonl"))
        .isEqualTo(2);
  }

  @Test
  void isLeftAloneByARunThatIsRefusedOrReachesNothing() throws IOException {
    assertThat(run("sync", "nobody:src", "b:dst")).isEqualTo(2);
    assertThat(run("compare", "a:src", "nobody:dst")).isEqualTo(2);
    assertThat(run("compare", "a:src", "b:dst", "--by", "luck")).isEqualTo(2);

    assertThat(run("sync", "a:src", "a:src/copy/")).isEqualTo(3);
    assertThat(stores.err()).contains("the report " + report + " is as it was");
    assertThat(run("sync", "a:nowhere", "b:dst")).isEqualTo(4);
    assertThat(stores.err()).contains("the report " + report + " is as it was");
    assertThat(run("compare", "a:src", "b:nowhere")).isEqualTo(4);

    assertThat(run("sync", "a:src", "b:dst", "--delete")).as("deletions refused").isEqualTo(3);
    assertThat(stores.err()).contains("the report " + report + " is as it was");

    assertThat(report).hasContent("precious");
    assertThat(files()).containsExactly(report);
    Files.delete(report);
    assertThat(run("sync", "a:nowhere", "b:dst")).isEqualTo(4);
    assertThat(stores.err()).contains("the report " + report + " was not written");
    assertThat(files()).isEmpty();
  }

  @Test
  void keepsTheRowsBesideItOfARunThatFailedAmongThem() throws IOException {
    StringWriter err = new StringWriter();
    try (DifferenceRows rows = DifferenceRows.to(report, false, true, new PrintWriter(err))) {
      ObjectKey key = ObjectKey.of("key");
      ObjectEntry entry = new ObjectEntry(key, 1, Instant.EPOCH, null, StorageClass.STANDARD);
      rows.found(new Difference(key, entry, null, Difference.Reason.ONLY_IN_SOURCE, ""));
    }

    String said = err.toString().strip();
    Path rows = Path.of(said.substring(said.lastIndexOf(' ') + 1));
    assertThat(said).contains("is as it was", "the rows found until then are in " + rows);
    assertThat(rows).content().contains("key,,source,only_in_source");
    assertThat(report).hasContent("precious");
  }

  @Test
  void leavesTheSummaryWhenItCannotBeWrittenToItsEnd() throws IOException {
    report = Files.createSymbolicLink(folder.resolve("full.csv"), Path.of("/dev/full"));

    assertThat(run("compare", "a:src", "b:dst")).isEqualTo(2);
    assertThat(stores.out()).contains("only in A    1 object", "identical    no");
    assertThat(stores.err()).contains("full.csv can't be written to its end: No space left");

    assertThat(run("sync", "a:src", "b:dst", "--output", "json")).isEqualTo(2);
    assertThat(stores.out()).contains("\"inSync\":true");
    assertThat(run("compare", "a:src", "b:dst", "--output", "json")).isEqualTo(2);
  }

  @Test
  void endsARunThatCannotWriteItWithTwo() throws IOException {
    report = Files.createSymbolicLink(folder.resolve("full.csv"), Path.of("/dev/full"));
    for (int i = 0; i < 100; i++) {
      put(stores.a, SRC, i + "k".repeat(1000), "x");
    }

    assertThat(run("compare", "a:src", "b:dst")).isEqualTo(2);
    assertThat(stores.out()).contains("not known: The report", "can't be written: No space left");
    assertThat(run("sync", "a:src", "b:dst")).isEqualTo(2);
    assertThat(stores.out()).contains("not known: ", "can't be written: No space left");
  }

  @Test
  void isNamedByADryRunThatDoesNotShowAllRows() {
    for (int i = 0; i < 30; i++) {
      put(stores.a, SRC, "some/" + i, "x");
    }

    assertThat(run("sync", "a:src", "b:dst", "--dry-run")).isZero();

    assertThat(stores.out()).contains("… and 21 more; all of them in " + report);
    assertThat(report).content().contains("some/29");
  }

  @Test
  void isRefusedBeforehandWhereItCannotBeWritten() {
    report = folder.resolve("nowhere/rows.csv");

    assertThat(run("sync", "a:src", "b:dst")).isEqualTo(2);

    assertThat(stores.out()).isEmpty();
    assertThat(stores.err()).contains("nowhere/rows.csv can't be written: there is no such folder");
  }
}
