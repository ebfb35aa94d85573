package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures Lockstep beside its peers, row by row of the goals.
final class BenchmarkRun {
  private static final List<Row> ROWS =
      List.of(
          new SingleRequests(false),
          new SingleRequests(true),
          new SmallObjects(),
          new NothingToDo(),
          new LargeObjects(),
          new Listings(),
          new HighLatency(),
          new HowManyAtOnce(),
          new StartingUp(),
          new Flatness(),
          new Histories(),
          new Inventories());
  private static final int USUAL_RUNS = 3;

  private BenchmarkRun() {}

  /// @param arguments rows, `--runs N`, `--quick`
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> numbers = new ArrayList<>();
    int runs = USUAL_RUNS;
    boolean quick = false;
    Iterator<String> words = Arrays.asList(arguments).iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--quick" -> quick = true;
        case "--runs" -> runs = Integer.parseInt(words.next());
        default -> numbers.add(word.toUpperCase(Locale.ROOT));
      }
    }
    List<Row> rows =
        ROWS.stream().filter(row -> numbers.isEmpty() || numbers.contains(row.number())).toList();
    Path folder = Scratch.folder("benchmarks");
    Bench bench =
        new Bench(
            Path.of(System.getProperty("lockstep.launcher", "lockstep")),
            Peers.of(folders()),
            runs,
            quick,
            folder,
            Clock.systemUTC());
    System.exit(measure(rows, bench) ? 0 : 1);
  }

  private static boolean measure(List<Row> rows, Bench bench)
      throws IOException, InterruptedException {
    boolean right = true;
    PerformancePage page =
        new PerformancePage(Path.of(System.getProperty("lockstep.docs", "docs")));
    for (Row row : rows) {
      List<Part> parts = row.measure(bench);
      System.out.println("### " + row.number() + " " + row.title() + "\n");
      for (Part part : parts) {
        System.out.print(PartText.of(part));
        right &= part.right();
      }
      if (!bench.quick()) {
        page.write(row, parts, setting(bench));
      }
    }
    return right;
  }

  private static String setting(Bench bench) throws IOException {
    String processor =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .findFirst()
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .orElse("unknown processor");
    return "%s, %d cores of %s, Java %s, median of %d runs (least in brackets)"
        .formatted(
            LocalDate.ofInstant(bench.clock().instant(), ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            processor,
            Runtime.version(),
            bench.runs());
  }

  /// Where peers may be: the folders that `LOCKSTEP_PEERS` names, then those of `PATH`.
  private static List<Path> folders() {
    Map<String, String> environment = System.getenv();
    List<Path> folders = new ArrayList<>();
    for (String name : List.of("LOCKSTEP_PEERS", "PATH")) {
      for (String folder : environment.getOrDefault(name, "").split(":", -1)) {
        if (!folder.isEmpty()) {
          folders.add(Path.of(folder));
        }
      }
    }
    return folders;
  }
}
