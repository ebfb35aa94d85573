package dev.lockstep.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.sandbox.fault.Fault;
import dev.lockstep.sandbox.fault.Fault.Lie;
import dev.lockstep.sandbox.fault.Fault.Paging;
import dev.lockstep.sandbox.fault.Fault.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every verb against every fault: a run ends right, or says that it didn't, and a second run
/// without the fault ends right ([CellRun] holds each to that). Keeps the table in `docs/faults.md`
/// the same as what came out. To write it anew: `./mvnw -pl conformance -am test
/// -Dtest=FaultMatrixTest -Dsurefire.failIfNoSpecifiedTests=false -Dfault-table.write`.
class FaultMatrixTest {
  private static final Path PAGE = Path.of("../docs/faults.md");
  private static final Path RUNS = Path.of("target/fault-matrix.txt");
  private static final String BEGIN = "<!-- made by FaultMatrixTest -->\n";

  /// Many wait for time to run out, and few compute.
  private static final int AT_ONCE = 24;

  /// What a retry does not heal, even if it happens once.
  private static final Set<Fault> TOLD_AT_ONCE =
      Set.of(
          Status.ACCESS_DENIED,
          Status.PRECONDITION_FAILED,
          Paging.TOKEN_REPEATED,
          Paging.TOKENS_IN_A_CIRCLE,
          Paging.PAGES_OUT_OF_ORDER,
          Paging.PAGES_OVERLAP,
          Paging.FOREIGN_KEY,
          Paging.HOSTILE_KEYS,
          Paging.GHOST_KEY,
          Paging.OTHER_SIZES,
          Lie.ERROR_OF_A_KEY,
          Lie.REDIRECT_TO_ITSELF,
          Lie.WHOLE_FOR_RANGE);

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void everyRunEndsRightOrSaysThatItDidNot() throws Exception {
    List<CellRun> runs = runs(Cell.all());

    assertThat(runs)
        .filteredOn(run -> run.injected() > 0)
        .extracting(run -> run.cell().fault())
        .as("every fault has happened")
        .containsAll(Fault.all());
    for (CellRun run : runs) {
      if (run.cell().course() == Cell.Course.PASSING
          && !TOLD_AT_ONCE.contains(run.cell().fault())) {
        assertThat(run.endedRight()).as("a retry heals it: " + run).isTrue();
      }
      assertThat(run.uploadsLeft() == 0 || run.lacksAJournal()).as(run.toString()).isTrue();
    }
    compareWithPage(table(runs));
  }

  private static List<CellRun> runs(List<Cell> cells) throws Exception {
    List<CellRun> runs = new ArrayList<>();
    List<Throwable> wrong = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<CellRun>> coming = new ArrayList<>();
      cells.forEach(cell -> coming.add(threads.submit(() -> CellRun.of(cell))));
      for (Future<CellRun> run : coming) {
        try {
          runs.add(run.get());
        } catch (ExecutionException e) {
          wrong.add(e);
        }
      }
    }
    Files.writeString(RUNS, runs.stream().map(run -> run + "\n").collect(Collectors.joining()));
    if (!wrong.isEmpty()) {
      AssertionError all = new AssertionError(wrong.size() + " runs end wrong");
      wrong.forEach(all::addSuppressed);
      throw all;
    }
    return runs;
  }

  private static void compareWithPage(String table) throws IOException {
    String page = Files.readString(PAGE);
    String written = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table;
    if (System.getProperty("fault-table.write") != null) {
      Files.writeString(PAGE, written);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(written);
  }

  private static String table(List<CellRun> runs) {
    StringBuilder table = new StringBuilder();
    for (Cell.Course course : Cell.Course.values()) {
      table.append("\n## ").append(course.words()).append("\n\n| the store |");
      for (Verb verb : Verb.values()) {
        table.append(' ').append(verb).append(" |");
      }
      table.append("\n|---").append("|---".repeat(Verb.values().length)).append("|\n");
      for (Fault fault : Fault.all()) {
        List<String> cells = new ArrayList<>();
        for (Verb verb : Verb.values()) {
          cells.add(
              text(
                  runs.stream()
                      .filter(run -> run.cell().isOf(verb, fault, course) && run.injected() > 0)
                      .toList()));
        }
        if (cells.stream().anyMatch(cell -> !cell.equals("-"))) {
          table.append("| ").append(fault.words()).append(" | ");
          table.append(String.join(" | ", cells)).append(" |\n");
        }
      }
    }
    return table.toString();
  }

  /// What came out, once for all places where it is the same.
  private static String text(List<CellRun> runs) {
    Map<String, Set<String>> outcomesAt = new TreeMap<>();
    for (CellRun run : runs) {
      outcomesAt.computeIfAbsent(run.cell().place(), _ -> new TreeSet<>()).add(run.words());
    }
    Map<String, Set<String>> placesOf = new TreeMap<>();
    for (CellRun run : runs) {
      boolean clear = outcomesAt.getOrDefault(run.cell().place(), Set.of()).size() == 1;
      String place = clear ? run.cell().place() : run.cell().place() + run.cell().medium().words();
      placesOf.computeIfAbsent(run.words(), _ -> new TreeSet<>()).add(place);
    }
    if (placesOf.size() <= 1) {
      return placesOf.isEmpty() ? "-" : placesOf.keySet().iterator().next();
    }
    return placesOf.entrySet().stream()
        .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
        .collect(Collectors.joining("<br>"));
  }
}
