package dev.lockstep.sort;

import dev.lockstep.listing.ListingDisorder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Collects runs. As soon as there are as many of one tier as may be open at a time, they become
/// one run of the next: so files are few, each row is written once a tier, and it shows while they
/// are being collected that the same rows come again and again. One thread.
final class RunTiers {
  /// So many rows may be repeated without being remarkable.
  private static final long REPEATS_ALLOWED = 1000;

  /// So often each row may come again, on average. Asking what is behind the end may have come to a
  /// few times the whole listing, of a store that takes bytes for that and lists by chance.
  private static final long TIMES_ALLOWED = 8;

  private final SortedRows of;
  private final SortSpace space;
  private final RunFiles files;
  private final List<List<SortedRun>> tiers = new ArrayList<>();
  private long rows;
  private long repeats;

  RunTiers(SortedRows of, SortSpace space, RunFiles files) {
    this.of = of;
    this.space = space;
    this.files = files;
  }

  /// Makes a run of a buffer.
  ///
  /// @throws ListingDisorder when the same rows come again and again
  void add(RowBuffer buffer) throws IOException {
    Repeats found = new Repeats(of);
    SortedRun run;
    try (RunWriter writer = new RunWriter(files.create(), space.bufferBytes(), found)) {
      buffer.drainTo(writer);
      run = writer.finish();
    }
    rows += run.rows() + found.count();
    repeats += found.count();
    add(run, 0);
    if (of.listed() && repeats > REPEATS_ALLOWED && repeats > TIMES_ALLOWED * (rows - repeats)) {
      throw new ListingDisorder(
          of.name(),
          "it gives the same keys again and again and so never ends: of "
              + rows
              + " rows only "
              + (rows - repeats)
              + " were new");
    }
  }

  private void add(SortedRun run, int tier) throws IOException {
    if (tier == tiers.size()) {
      tiers.add(new ArrayList<>());
    }
    List<SortedRun> same = tiers.get(tier);
    same.add(run);
    if (same.size() == space.openFiles()) {
      SortedRun merged = merge(same);
      same.clear();
      add(merged, tier + 1);
    }
  }

  private SortedRun merge(List<SortedRun> runs) throws IOException {
    Repeats found = new Repeats(of);
    SortedRun merged;
    try (RunMerge merge = new RunMerge(runs, space.bufferBytes());
        RunWriter writer = new RunWriter(files.create(), space.bufferBytes(), found)) {
      for (RunReader row = merge.next(); row != null; row = merge.next()) {
        writer.add(row.bytes(), row.at());
      }
      merged = writer.finish();
    }
    repeats += found.count();
    for (SortedRun run : runs) {
      files.delete(run);
    }
    return merged;
  }

  /// All rows in order; a key may come once for each of the runs. Nothing can be added any more.
  RunMerge merged() throws IOException {
    List<SortedRun> left = new ArrayList<>();
    tiers.forEach(left::addAll);
    while (left.size() > space.openFiles()) {
      // The shortest come first, and no more of them than needed.
      int count = Math.min(space.openFiles(), left.size() - space.openFiles() + 1);
      List<SortedRun> some = List.copyOf(left.subList(0, count));
      left.subList(0, count).clear();
      left.add(merge(some));
    }
    return new RunMerge(left, space.bufferBytes());
  }
}
