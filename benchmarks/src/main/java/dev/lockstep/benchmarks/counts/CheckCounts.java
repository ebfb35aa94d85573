package dev.lockstep.benchmarks.counts;

import dev.lockstep.benchmarks.peers.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Holds counts that don't depend on the machine against limits: requests by kind, bytes allocated
/// per object, system calls per object.
///
/// What belongs to starting up is left out of bytes and calls: a small run is taken from a large
/// one. Limits are 10 % above what was counted when they were set, or more where chance has a part:
/// how a listing is cut depends on which of its ranges answers first.
final class CheckCounts {
  private static final int COPIED = 10_000;
  private static final int FEW_COPIED = 1_000;
  private static final int EQUAL = 100_000;
  private static final int FEW_EQUAL = 10_000;

  private final Counter counter;
  private boolean held = true;

  private CheckCounts(Counter counter) {
    this.counter = counter;
  }

  /// Ends with 1 when a limit does not hold.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    CheckCounts check = new CheckCounts(new Counter(Scratch.folder("check-counts")));
    boolean traced = isInstalled("strace");
    check.copies(traced);
    check.equalKeys(traced);
    if (!traced) {
      System.out.println("system calls: not counted, as there is no strace");
    }
    System.exit(check.held ? 0 : 1);
  }

  private static boolean isInstalled(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  private void copies(boolean traced) throws IOException, InterruptedException {
    CountedRun few = copy(FEW_COPIED, false);
    CountedRun many = copy(COPIED, false);
    String what = "sync of 10,000 objects: ";
    exactly(what + "GET", (double) many.requests("GetObject"), COPIED);
    atMost(what + "PUT, a trial included", (double) many.requests("PutObject"), COPIED + 1);
    atMost(what + "HEAD, of trials and samples", (double) many.requests("HeadObject"), 24);
    atMost(what + "LIST of both sides, twice", (double) many.requests("ListObjectsV2"), 130);
    double more = COPIED - FEW_COPIED;
    atMost(what + "bytes allocated each", (many.allocated() - few.allocated()) / more, 26_000);
    if (traced) {
      long calls = copy(COPIED, true).callsOfOwn() - copy(FEW_COPIED, true).callsOfOwn();
      atMost(what + "system calls each, without futex", calls / more, 8.4);
    }
  }

  private CountedRun copy(int objects, boolean traced) throws IOException, InterruptedException {
    String source = "source,size=4096,keys=" + objects;
    return counter.run(source, List.of("--sink", "sink"), "sink", traced);
  }

  private void equalKeys(boolean traced) throws IOException, InterruptedException {
    CountedRun few = compare(FEW_EQUAL, false);
    CountedRun many = compare(EQUAL, false);
    String what = "sync of 100,000 equal keys: ";
    exactly(what + "all requests but LIST", (double) others(many), 0);
    atMost(what + "LIST of both sides", (double) many.requests("ListObjectsV2"), 390);
    double more = EQUAL - FEW_EQUAL;
    atMost(what + "bytes allocated each", (many.allocated() - few.allocated()) / more, 530);
    if (traced) {
      long calls = compare(EQUAL, true).callsOfOwn() - compare(FEW_EQUAL, true).callsOfOwn();
      atMost(what + "system calls each, without futex", calls / more, 0.025);
    }
  }

  private CountedRun compare(int keys, boolean traced) throws IOException, InterruptedException {
    String bucket = "source,keys=" + keys;
    return counter.run(bucket, List.of("--synthetic", bucket), "source", traced);
  }

  private static long others(CountedRun run) {
    return run.requests().values().stream().mapToLong(Long::longValue).sum()
        - run.requests("ListObjectsV2");
  }

  private void exactly(String what, double seen, double wanted) {
    tell(what, seen, "must be", wanted, seen == wanted);
  }

  private void atMost(String what, double seen, double limit) {
    tell(what, seen, "at most", limit, seen <= limit);
  }

  private void tell(String what, double seen, String relation, double limit, boolean holds) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s%s: %,.3f (%s %,.3f)",
            holds ? "" : "TOO MUCH: ",
            what,
            seen,
            relation,
            limit));
    held &= holds;
  }
}
