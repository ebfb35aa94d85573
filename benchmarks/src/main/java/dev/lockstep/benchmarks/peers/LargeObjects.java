package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Few large objects between two stores.
final class LargeObjects implements Row {
  private static final long MIB = 1 << 20;
  private static final long EIGHT = 256;
  private static final long ONE = 10 << 10;

  @Override
  public String number() {
    return "P5";
  }

  @Override
  public String title() {
    return "sync of large objects";
  }

  @Override
  public List<Part> measure(Bench bench) throws IOException, InterruptedException {
    List<Part> parts = new ArrayList<>();
    parts.add(measure(bench, 8, bench.some(EIGHT), 8));
    parts.add(measure(bench, 1, bench.some(ONE), 64));
    return parts;
  }

  /// @param mebibytes the size of an object
  /// @param part the size of the parts in which the source was written, in MiB
  private static Part measure(Bench bench, int objects, long mebibytes, int part)
      throws IOException, InterruptedException {
    String source =
        "source,keys=%d,size=%d,part=%d".formatted(objects, mebibytes * MIB, part * MIB);
    try (StorePair stores = StorePair.start(List.of("--synthetic", source), List.of())) {
      Work work =
          new Work(
              Work.Kind.COPY_LARGE,
              stores.left("source"),
              stores.right("sink"),
              stores.left("sink"));
      String title = "%d × %,d MiB, written in parts of %d MiB".formatted(objects, mebibytes, part);
      bench.say(title);
      Contest contest = new Contest(bench, work, objects).with(bench.ours()).withPeers();
      List<Measured> tools = contest.measure();
      double amount = objects * (double) mebibytes;
      Verdicts verdicts =
          new Verdicts(tools, amount, "MiB").rate(1).resident(bench.memoryMebibytes());
      return Part.of("large-" + objects, title, verdicts, contest.missing());
    }
  }
}
