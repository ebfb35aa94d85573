package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.util.List;

/// Small objects between two stores that are far away.
final class HighLatency implements Row {
  private static final long OBJECTS = 10_000;
  private static final double LATENCY = 0.05;
  private static final int CONCURRENCY = 64;
  private static final int REQUESTS_EACH = 2;
  private static final double LIMIT = 1.3;

  @Override
  public String number() {
    return "P7";
  }

  @Override
  public String title() {
    return "sync over high latency";
  }

  @Override
  public List<Part> measure(Bench bench) throws IOException, InterruptedException {
    long objects = bench.some(OBJECTS);
    List<String> latency = List.of("--latency", "50ms");
    try (StorePair stores =
        StorePair.start(
            List.of(
                "--latency",
                "50ms",
                "--synthetic",
                "source,keys=" + objects + ",size=4096,variants=16384"),
            latency)) {
      Work work =
          new Work(
              Work.Kind.COPY_FAR, stores.left("source"), stores.right("sink"), stores.left("sink"));
      String title = "%,d objects of 4 KiB, each request answered after 50 ms".formatted(objects);
      bench.say(title);
      Contest contest = new Contest(bench, work, objects).with(bench.ours()).withPeers();
      List<Measured> tools = contest.measure();
      double floor = REQUESTS_EACH * objects * LATENCY / CONCURRENCY;
      Verdicts verdicts =
          new Verdicts(tools, objects, "objects")
              .atMost(
                  "wall time, a GET and a PUT for each object, 64 at once: 1.3 × %.1f s"
                      .formatted(floor),
                  tools.getFirst().wall(),
                  LIMIT * floor,
                  " s")
              .shortestWall();
      return List.of(Part.of("far", title, verdicts, contest.missing()));
    }
  }
}
