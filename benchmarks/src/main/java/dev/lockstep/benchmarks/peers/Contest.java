package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One work, done by all tools in turn, round after round, so that what else the machine does meets
/// all alike. A run counts when its answer is right.
final class Contest {
  private static final long PAGE = 1000;

  private final Bench bench;
  private final Work work;
  private final long objects;
  private final List<Tool> tools = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final Map<Tool, List<Sample>> samples = new LinkedHashMap<>();
  private final Starter starter;
  private final Answers answers;
  private int runs;

  Contest(Bench bench, Work work, long objects) throws IOException {
    this.bench = bench;
    this.work = work;
    this.objects = objects;
    this.runs = bench.runs();
    this.answers = new Answers(bench.clock());
    Map<String, URI> stores = new TreeMap<>();
    for (Place place : List.of(work.source(), work.target())) {
      stores.put(place.profile(), place.store().endpoint());
    }
    this.starter = new Starter(bench.folder(), stores);
  }

  Contest with(Tool tool) {
    if (!tool.found()) {
      missing.add("left out: " + tool.name() + ", which was not found");
    } else if (tool.command(work, bench.folder()).isEmpty()) {
      missing.add("left out: " + tool.name() + ", which works within one store alone");
    } else {
      tools.add(tool);
    }
    return this;
  }

  Contest withPeers() {
    bench.peers().forEach(this::with);
    return this;
  }

  Contest runs(int other) {
    runs = other;
    return this;
  }

  List<String> missing() {
    return missing;
  }

  /// Has it done: once by the first tool without counting, so that the stores are warm.
  List<Measured> measure() throws IOException, InterruptedException {
    run(tools.getFirst());
    for (int round = 0; round < runs; round++) {
      for (Tool tool : tools) {
        Sample sample = run(tool);
        samples.computeIfAbsent(tool, _ -> new ArrayList<>()).add(sample);
        bench.say(
            "  %-24s %8.2f s wall %8.2f s processor %6d MiB %8.2f s stores %s %s"
                .formatted(
                    tool.name(),
                    sample.wall(),
                    sample.processor(),
                    sample.resident() >> 10,
                    sample.stores(),
                    sample.requests(),
                    sample.right() ? "" : "WRONG: " + sample.wrong()));
      }
    }
    return tools.stream()
        .map(tool -> new Measured(tool.name(), place(tool), samples.getOrDefault(tool, List.of())))
        .toList();
  }

  private String place(Tool tool) {
    return tool.target(work).equals(work.target()) ? "" : "within one store";
  }

  private Sample run(Tool tool) throws IOException, InterruptedException {
    Place target = tool.target(work);
    if (work.copies()) {
      target.store().empty(target.bucket());
    }
    List<StoreProcess> stores = new ArrayList<>(List.of(work.source().store()));
    if (!work.isWithinStore()) {
      stores.add(work.target().store());
    }
    double before = 0;
    for (StoreProcess store : stores) {
      store.resetCounts();
      before += store.processorSeconds();
    }
    Path folder = starter.fresh();
    Starter.Ended ended = starter.run(tool.command(work, folder), tool.environment(work), folder);
    double after = 0;
    Map<String, Long> requests = new TreeMap<>();
    for (StoreProcess store : stores) {
      store.requests().forEach((name, count) -> requests.merge(name, count, Long::sum));
      after += store.processorSeconds();
    }
    return new Sample(
        ended.wall(),
        ended.times().user() + ended.times().system(),
        ended.times().system(),
        ended.resident(),
        after - before,
        requests,
        wrong(tool, ended, target, requests));
  }

  private static long pages(Map<String, Long> requests) {
    return requests.getOrDefault("ListObjects", 0L)
        + requests.getOrDefault("ListObjectsV2", 0L)
        + requests.getOrDefault("ListObjectVersions", 0L);
  }

  /// How many pages there are to be listed, at both sides where both are there.
  private long neededPages() {
    long pages = (objects + PAGE - 1) / PAGE;
    return work.kind() == Work.Kind.COMPARE ? 2 * pages : pages;
  }

  private String wrong(Tool tool, Starter.Ended ended, Place target, Map<String, Long> requests)
      throws IOException {
    if (!ended.failure().isEmpty()) {
      return ended.failure();
    }
    String lacking = tool.lacking(work, objects, ended.output());
    if (lacking.isEmpty() && pages(requests) < neededPages()) {
      return "it has listed " + pages(requests) + " pages in place of " + neededPages();
    }
    if (!lacking.isEmpty() || !work.copies()) {
      return lacking;
    }
    return work.kind() == Work.Kind.COPY_HISTORIES
        ? answers.differenceOfHistories(work.source(), target)
        : answers.difference(work.source(), target);
  }
}
