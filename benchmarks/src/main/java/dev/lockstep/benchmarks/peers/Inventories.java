package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// From a listing to a finished report in each format. No peer writes such reports: beside it stand
/// their listings of the same bucket, which write next to nothing, and our own dry run, which lists
/// and decides.
final class Inventories implements Row {
  private static final long KEYS = 1_000_000;
  private static final String REPORTS = "reports";
  private static final double OF_A_PEER = 1;
  private static final double OF_A_LISTING = 0.5;

  @Override
  public String number() {
    return "P12";
  }

  @Override
  public String title() {
    return "from a listing to a report";
  }

  @Override
  public List<Part> measure(Bench bench) throws IOException, InterruptedException {
    long keys = bench.some(KEYS);
    String bucket = "source,keys=%d,scheme=deep,size=4096".formatted(keys);
    try (StorePair stores =
        StorePair.start(List.of("--synthetic", bucket, "--bucket", REPORTS), List.of())) {
      String title = "%,d keys to a report".formatted(keys);
      bench.say(title);
      Work work =
          new Work(
              Work.Kind.LIST, stores.left("source"), stores.right("sink"), stores.left("sink"));
      Contest contest = new Contest(bench, work, keys);
      for (String format : List.of("parquet", "orc", "csv")) {
        contest.with(
            new InventoryRun(
                bench.launcher(),
                format,
                stores.left(REPORTS),
                bench.folder().resolve("config"),
                new AtomicInteger()));
      }
      contest.with(bench.ours().named("sync --dry-run", "")).withPeers();
      List<Measured> tools = contest.measure();
      Verdicts verdicts = new Verdicts(tools, keys, "keys");
      for (int format = 0; format < 3; format++) {
        verdicts.ofOthers(tools.get(format), tools.subList(4, tools.size()), OF_A_PEER);
        verdicts.ofOthers(tools.get(format), tools.subList(3, 4), OF_A_LISTING);
      }
      List<String> notes = new ArrayList<>(contest.missing());
      notes.add(
          "each report was then compared with the bucket, key by key, and was the same; peers and the dry run list and write no report");
      return List.of(Part.of("inventories", title, verdicts, notes));
    }
  }
}
