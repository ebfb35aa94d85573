package dev.lockstep.benchmarks.counts;

import java.util.Map;

/// What one run of the program took.
///
/// @param requests that arrived at both stores, by S3's names
/// @param allocated bytes on the heap
/// @param calls of the kernel by name; empty when they were not counted
record CountedRun(Map<String, Long> requests, long allocated, Map<String, Long> calls) {
  long requests(String name) {
    return requests.getOrDefault(name, 0L);
  }

  /// System calls without those that wait for another thread: how many of them there are is chance.
  long callsOfOwn() {
    return calls.entrySet().stream()
        .filter(call -> !call.getKey().equals("futex") && !call.getKey().equals("sched_yield"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
