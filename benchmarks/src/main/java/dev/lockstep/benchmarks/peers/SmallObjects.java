package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Many small objects to a place that is empty: between two stores, and within one.
final class SmallObjects implements Row {
  private static final double FEW_RATE = 1.5;
  private static final double MANY_RATE = 3;
  private static final long FEW = 10_000;
  private static final long MANY = 100_000;

  @Override
  public String number() {
    return "P3";
  }

  @Override
  public String title() {
    return "sync of small objects";
  }

  @Override
  public List<Part> measure(Bench bench) throws IOException, InterruptedException {
    List<Part> parts = new ArrayList<>();
    List<Long> amounts = bench.quick() ? List.of(FEW) : List.of(FEW, MANY);
    for (long objects : amounts) {
      String source = "source,keys=" + objects + ",size=4096,variants=16384";
      try (StorePair stores = StorePair.start(List.of("--synthetic", source), List.of())) {
        for (boolean within : List.of(false, true)) {
          parts.add(measure(bench, stores, objects, within));
        }
      }
    }
    return parts;
  }

  private static Part measure(Bench bench, StorePair stores, long objects, boolean within)
      throws IOException, InterruptedException {
    Place near = stores.left("sink");
    Work work =
        new Work(
            Work.Kind.COPY_SMALL,
            stores.left("source"),
            within ? near : stores.right("sink"),
            near);
    String where = within ? "within one store" : "between two stores";
    String title = "%,d objects of 4 KiB, %s".formatted(objects, where);
    bench.say(title);
    Contest contest = new Contest(bench, work, objects).with(bench.ours()).withPeers();
    List<Measured> tools = contest.measure();
    Verdicts verdicts =
        new Verdicts(tools, objects, "objects")
            .rate(objects >= MANY ? MANY_RATE : FEW_RATE)
            .shortestWall();
    return Part.of(
        "small-%d-%s".formatted(objects, within ? "within" : "between"),
        title,
        verdicts,
        contest.missing());
  }
}
