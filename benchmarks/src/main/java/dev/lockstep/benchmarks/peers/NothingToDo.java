package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Two places that are equal already.
final class NothingToDo implements Row {
  private static final double RATE = 5;
  private static final long KEYS = 1_000_000;
  private static final long MANY_KEYS = 10_000_000;
  private static final long RESIDENT = 200;

  @Override
  public String number() {
    return "P4";
  }

  @Override
  public String title() {
    return "sync of equal keys, nothing to do";
  }

  @Override
  public List<Part> measure(Bench bench) throws IOException, InterruptedException {
    List<Part> parts = new ArrayList<>();
    parts.add(measure(bench, bench.some(KEYS), true));
    if (!bench.quick()) {
      parts.add(measure(bench, MANY_KEYS, false));
    }
    return parts;
  }

  private static Part measure(Bench bench, long keys, boolean withPeers)
      throws IOException, InterruptedException {
    String equal = "equal,keys=" + keys;
    try (StorePair stores =
        StorePair.start(
            List.of("--synthetic", equal, "--synthetic", "near,keys=" + keys),
            List.of("--synthetic", equal))) {
      Work work =
          new Work(
              Work.Kind.COMPARE, stores.left("equal"), stores.right("equal"), stores.left("near"));
      String title = "%,d equal keys".formatted(keys) + (withPeers ? "" : ", ours alone");
      bench.say(title);
      Contest contest = new Contest(bench, work, keys).with(bench.ours());
      if (withPeers) {
        contest.withPeers();
      } else {
        contest.runs(1);
      }
      List<Measured> tools = contest.measure();
      Verdicts verdicts = new Verdicts(tools, keys, "keys");
      if (withPeers) {
        verdicts.rate(RATE).shortestWall();
      }
      verdicts.resident(RESIDENT);
      return Part.of("equal-" + keys, title, verdicts, contest.missing());
    }
  }
}
