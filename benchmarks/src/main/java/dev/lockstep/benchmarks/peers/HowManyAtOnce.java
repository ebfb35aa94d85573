package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How many requests at once we find by ourselves, beside numbers that are fixed, at stores near
/// and far.
final class HowManyAtOnce implements Row {
  private static final List<Integer> FIXED = List.of(8, 16, 32, 64);
  private static final double LIMIT = 1.2;

  private record Distance(String latency, long objects) {}

  private static final List<Distance> DISTANCES =
      List.of(
          new Distance("0ms", 20_000), new Distance("10ms", 10_000), new Distance("50ms", 10_000));

  @Override
  public String number() {
    return "P8";
  }

  @Override
  public String title() {
    return "how many at once";
  }

  @Override
  public List<Part> measure(Bench bench) throws IOException, InterruptedException {
    List<Part> parts = new ArrayList<>();
    for (Distance distance : DISTANCES) {
      parts.add(measure(bench, distance));
    }
    return parts;
  }

  private static Part measure(Bench bench, Distance distance)
      throws IOException, InterruptedException {
    long objects = bench.some(distance.objects());
    List<String> latency = List.of("--latency", distance.latency());
    List<String> source = new ArrayList<>(latency);
    source.addAll(List.of("--synthetic", "source,keys=" + objects + ",size=4096,variants=16384"));
    try (StorePair stores = StorePair.start(source, latency)) {
      Work work =
          new Work(
              Work.Kind.COPY_SMALL,
              stores.left("source"),
              stores.right("sink"),
              stores.left("sink"));
      String title =
          "%,d objects of 4 KiB, each request answered after %s"
              .formatted(objects, distance.latency());
      bench.say(title);
      Contest contest = new Contest(bench, work, objects).with(bench.ours());
      FIXED.forEach(number -> contest.with(fixed(bench, number)));
      List<Measured> tools = contest.measure();
      double best =
          tools.stream()
              .skip(1)
              .min(Comparator.comparingDouble(Measured::wall))
              .map(Measured::wall)
              .orElseThrow();
      Verdicts verdicts =
          new Verdicts(tools, objects, "objects")
              .atMost(
                  "wall time, of the best fixed number's %.2f s".formatted(best),
                  tools.getFirst().wall() / best,
                  LIMIT,
                  " ×");
      return Part.of("at-once-" + distance.latency(), title, verdicts, contest.missing());
    }
  }

  private static Lockstep fixed(Bench bench, int number) {
    return bench
        .ours()
        .with("--concurrency", Integer.toString(number))
        .named(number + " at once", "-Dlockstep.fixed-concurrency=true");
  }
}
