package dev.lockstep.job;

import java.time.Duration;

/// How long a run took, and how much of that the processor was at work for it. One thread.
final class Stopwatch {
  private final long began = System.nanoTime();
  private final Duration processorBefore = processorTime();

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /// The share of all processors that this process used, 0 to 1.
  double processorShare() {
    double used = processorTime().minus(processorBefore).toNanos();
    return used / Math.max(1, elapsed().toNanos()) / Runtime.getRuntime().availableProcessors();
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
