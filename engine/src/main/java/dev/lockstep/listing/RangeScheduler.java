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
/// may, a range that turns out to be long is cut in two.
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
  private static final int PAGES_OF_A_SHORT_LISTING = 4;

  private static final int FREE_REQUESTS = 16;

  private static final int PAGES_FOR_A_REQUEST = 10;

  private final Walker walker;
  private final SplitPoints splitPoints;
  private final int parallelism;
  private final ExecutorService threads;
  private final Queue<KeyRange> waiting = new ArrayDeque<>();
  private final Set<KeyRange> walking = new HashSet<>();
  private int tasks;
  private long pages;
  private long ranges;
  private @Nullable Throwable failure;

  /// @param scopes the sides that are listed together, the one to look for split points at first
  /// @param parallelism how many ranges to walk at once at the most
  public RangeScheduler(List<BucketScope> scopes, int parallelism, Walker walker) {
    if (parallelism < 1) {
      throw new IllegalArgumentException("At least one range is walked at a time");
    }
    this.walker = walker;
    this.splitPoints = new SplitPoints(scopes);
    this.parallelism = parallelism;
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("range-", 0).factory());
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
        int pieces = cutting || !affordable() ? 0 : worthwhilePieces();
        if (pieces > 0) {
          cutting = true;
          submit(() -> cut(pieces));
        }
      }
    }

    /// Into how many more pieces to cut the rest: no more than there are places, nor than it is
    /// long.
    private int worthwhilePieces() {
      double remaining = pace.remaining(range.claimed(), range.last());
      return (int) Math.min(parallelism - walking.size(), remaining / PAGES_WORTH_A_PIECE - 1);
    }

    private void cut(int pieces) {
      try {
        for (ObjectKey at : splitPoints.find(range, pieces).reversed()) {
          KeyRange rest = range.cutAt(at);
          if (rest != null) {
            start(rest);
          }
        }
      } finally {
        cutting = false;
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
