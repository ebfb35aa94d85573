package dev.lockstep.listing;

import dev.lockstep.object.ObjectKey;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Walks the key space by many threads: one begins with everything, and whenever fewer walk than
/// may, a range that turns out to be long is cut, as long as its walker has to wait for pages.
///
/// [#run] owns every thread it starts and returns only when none is left. It can be run once.
public final class RangeScheduler {
  /// What is done with a range.
  @FunctionalInterface
  public interface Walker {
    /// Walks the range to its end, claiming keys as it goes.
    ///
    /// @param progress to be told after each page, which is when the rest may be given away
    void walk(KeyRange range, Runnable progress);
  }

  /// A piece ends in a page of which a part is thrown away, so it must promise more pages than
  /// that.
  private static final int PAGES_WORTH_A_PIECE = 4;

  /// What cutting may cost, in requests: nothing for a short listing, then a few, and one for so
  /// many pages that were listed.
  private static final int PAGES_OF_A_SHORT_LISTING = 2;

  private static final int FREE_REQUESTS = 64;

  private static final int PAGES_FOR_A_REQUEST = 5;

  private final Walker walker;
  private final SplitPoints splitPoints;
  private final int parallelism;
  private final ExecutorService threads;
  private final Queue<KeyRange> waiting = new ArrayDeque<>();
  private final Set<KeyRange> walking = new HashSet<>();
  private int tasks;

  /// Places that cuts under way will fill.
  private int promised;

  private long pages;
  private long ranges;
  private @Nullable Throwable failure;

  /// Walks listings of objects.
  ///
  /// @param scopes the sides that are listed together, the one to look for split points at first
  /// @param parallelism how many ranges to walk at once at the most
  public RangeScheduler(List<BucketScope> scopes, int parallelism, Walker walker) {
    this(scopes, KeysBehind.OBJECTS, parallelism, walker);
  }

  /// @param look how the sides are looked into for split points
  public RangeScheduler(List<BucketScope> scopes, KeysBehind look, int parallelism, Walker walker) {
    if (parallelism < 1) {
      throw new IllegalArgumentException("At least one range is walked at a time");
    }
    this.walker = walker;
    this.parallelism = parallelism;
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("range-", 0).factory());
    this.splitPoints = new SplitPoints(scopes, look, threads);
  }

  /// Walks everything. When a walk fails, the others end at their next page and the first failure
  /// is thrown.
  public void run() {
    run(List.of(KeySpan.EVERYTHING));
  }

  /// Walks these spans, which don't overlap, and nothing else.
  public void run(List<KeySpan> spans) {
    try (threads) {
      spans.forEach(span -> waiting.add(KeyRange.of(span)));
      startWaiting();
      awaitAll();
    }
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private synchronized void startWaiting() {
    while (walking.size() < parallelism && !waiting.isEmpty()) {
      start(waiting.remove());
    }
  }

  private synchronized void start(KeyRange range) {
    walking.add(range);
    ranges++;
    submit(() -> walkOne(range));
  }

  private synchronized void submit(Runnable task) {
    threads.execute(() -> runTask(task));
    tasks++;
  }

  private void runTask(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      fail(e);
    } finally {
      ended();
    }
  }

  private synchronized void fail(Throwable e) {
    if (failure == null) {
      failure = e;
    }
  }

  private synchronized void ended() {
    tasks--;
    notifyAll();
  }

  private synchronized void awaitAll() {
    boolean interrupted = false;
    while (tasks > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
        fail(new IllegalStateException("Interrupted"));
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void walkOne(KeyRange range) {
    try {
      walker.walk(range, new Progress(range));
    } finally {
      synchronized (this) {
        walking.remove(range);
        if (failure == null) {
          startWaiting();
        }
      }
    }
  }

  /// Follows a range's pages and has it cut when much is left of it and places are free.
  private final class Progress implements Runnable {
    private final KeyRange range;
    private final RangePace pace = new RangePace();
    private volatile boolean cutting;

    Progress(KeyRange range) {
      this.range = range;
    }

    @Override
    public void run() {
      synchronized (RangeScheduler.this) {
        if (failure != null) {
          throw new WalkAbandoned();
        }
        pages++;
        pace.page(range.claimed());
        boolean starved = range.wasStarved() && !range.hasEnded();
        int pieces = cutting || !starved || !affordable() ? 0 : worthwhilePieces();
        if (pieces > 0) {
          cutting = true;
          promised += pieces;
          submit(() -> cut(pieces));
        }
      }
    }

    /// Into how many more pieces to cut the rest: no more than there are places, nor than it is
    /// long.
    private int worthwhilePieces() {
      int free = parallelism - walking.size() - waiting.size() - promised;
      if (free <= 0) {
        return 0;
      }
      ObjectKey last = range.last();
      if (last == null && range.after().isEmpty()) {
        return free;
      }
      // Some may wait for places: to find one cut costs as much as to find many.
      double remaining = pace.remaining(range.claimed(), last);
      return (int) Math.min(free + parallelism, remaining / PAGES_WORTH_A_PIECE - 1);
    }

    private void cut(int pieces) {
      List<ObjectKey> cuts = List.of();
      try {
        cuts = splitPoints.find(range, pieces);
      } finally {
        cutAt(cuts, pieces);
      }
    }

    /// How many cuts are worth it in a range whose end nobody knew is known when they have been
    /// found: the last of them is nearly there.
    private List<ObjectKey> worthwhile(List<ObjectKey> cuts) {
      if (cuts.isEmpty() || range.last() != null) {
        return cuts;
      }
      double pagesToLast = pace.remaining(range.claimed(), cuts.getLast());
      return Alphabet.spread(cuts, (int) Math.min(cuts.size(), pagesToLast / PAGES_WORTH_A_PIECE));
    }

    private void cutAt(List<ObjectKey> cuts, int places) {
      synchronized (RangeScheduler.this) {
        promised -= places;
        cutting = false;
        for (ObjectKey at : worthwhile(cuts).reversed()) {
          KeyRange rest = range.cutAt(at);
          if (rest != null) {
            waiting.add(rest);
          }
        }
        if (failure == null) {
          startWaiting();
        }
      }
    }
  }

  /// Whether what cutting has cost so far, in searches and in pages cut off, is little beside the
  /// pages listed.
  private synchronized boolean affordable() {
    return pages >= PAGES_OF_A_SHORT_LISTING
        && splitPoints.requests() + ranges <= FREE_REQUESTS + pages / PAGES_FOR_A_REQUEST;
  }

  /// Ends a walk because another one failed; only the first failure is told.
  private static final class WalkAbandoned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WalkAbandoned() {
      super("Another range failed", null, false, false);
    }
  }
}
