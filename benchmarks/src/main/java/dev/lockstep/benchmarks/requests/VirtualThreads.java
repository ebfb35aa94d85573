package dev.lockstep.benchmarks.requests;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Requests that block, each on one of [RequestCosts#IN_FLIGHT] virtual threads.
final class VirtualThreads {
  private VirtualThreads() {}

  /// Work of one thread: so many requests one after another.
  interface Work {
    long run(int requests) throws Exception;
  }

  static long run(int requests, Work work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> shares = new ArrayList<>();
      for (int i = 0; i < RequestCosts.IN_FLIGHT; i++) {
        int share =
            requests / RequestCosts.IN_FLIGHT + (i < requests % RequestCosts.IN_FLIGHT ? 1 : 0);
        shares.add(threads.submit(() -> work.run(share)));
      }
      long seen = 0;
      for (Future<Long> share : shares) {
        seen += share.get();
      }
      return seen;
    }
  }
}
