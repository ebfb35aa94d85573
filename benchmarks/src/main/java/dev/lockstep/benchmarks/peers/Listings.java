package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Listing alone. We have no verb for it; what comes nearest for us and for JuiceFS is a dry run of
/// a sync to an empty place, which lists, decides for each key, and writes nothing.
final class Listings implements Row {
  private static final long KEYS = 1_000_000;
  private static final double RATE = 5;
  private static final double SHARE = 0.8;
  private static final int RANGES_AT_ONCE = 16;
  private static final double PAGE_SECONDS = 0.1;
  private static final int PAGE = 1000;

  @Override
  public String number() {
    return "P6";
  }

  @Override
  public String title() {
    return "listing";
  }

  @Override
  public List<Part> measure(Bench bench) throws IOException, InterruptedException {
    List<Part> parts = new ArrayList<>();
    List<String> schemes =
        bench.quick() ? List.of("flat") : List.of("flat", "deep", "hot", "random");
    for (String scheme : schemes) {
      parts.add(measure(bench, bench.some(KEYS), scheme));
    }
    for (String scheme : schemes) {
      parts.add(far(bench, KEYS, scheme));
    }
    return parts;
  }

  private static Work work(StorePair stores) {
    return new Work(
        Work.Kind.LIST, stores.left("source"), stores.right("sink"), stores.left("sink"));
  }

  private static List<String> bucket(long keys, String scheme) {
    return List.of("--synthetic", "source,keys=%d,scheme=%s".formatted(keys, scheme));
  }

  private static Part measure(Bench bench, long keys, String scheme)
      throws IOException, InterruptedException {
    try (StorePair stores = StorePair.start(bucket(keys, scheme), List.of())) {
      String title = "%,d keys, %s".formatted(keys, scheme);
      bench.say(title);
      Contest contest = new Contest(bench, work(stores), keys).with(bench.ours()).withPeers();
      List<Measured> tools = contest.measure();
      Verdicts verdicts = new Verdicts(tools, keys, "keys").rate(RATE);
      return Part.of("list-" + scheme, title, verdicts, contest.missing());
    }
  }

  /// On a store that thinks about each page. Peers list page after page: one run each shows it.
  private static Part far(Bench bench, long keys, String scheme)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(bucket(keys, scheme));
    options.addAll(List.of("--page-latency", "100ms"));
    try (StorePair stores = StorePair.start(options, List.of())) {
      String title = "%,d keys, %s, each page after 100 ms".formatted(keys, scheme);
      bench.say(title);
      Contest contest = new Contest(bench, work(stores), keys).with(bench.ours());
      List<Measured> tools = contest.measure();
      double limit = SHARE * RANGES_AT_ONCE / PAGE_SECONDS * PAGE;
      Verdicts verdicts =
          new Verdicts(tools, keys, "keys")
              .atLeast("keys per second of wall time", keys / tools.getFirst().wall(), limit, "");
      return Part.of("list-far-" + scheme, title, verdicts, contest.missing());
    }
  }
}
