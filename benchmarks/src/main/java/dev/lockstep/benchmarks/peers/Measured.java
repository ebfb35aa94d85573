package dev.lockstep.benchmarks.peers;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// All runs of one tool at one work.
///
/// @param place where, if not where all others worked; else empty
record Measured(String tool, String place, List<Sample> samples) {
  Measured {
    samples = List.copyOf(samples);
  }

  boolean right() {
    return samples.stream().allMatch(Sample::right);
  }

  /// What is wrong with the first run that is; empty when all are right.
  String wrong() {
    return samples.stream()
        .filter(sample -> !sample.right())
        .findFirst()
        .map(Sample::wrong)
        .orElse("");
  }

  double median(ToDoubleFunction<Sample> figure) {
    double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double least(ToDoubleFunction<Sample> figure) {
    return samples.stream().mapToDouble(figure).min().orElse(0);
  }

  double wall() {
    return median(Sample::wall);
  }

  double processor() {
    return median(Sample::processor);
  }

  /// The largest of all runs, in MiB.
  long resident() {
    return samples.stream().mapToLong(Sample::resident).max().orElse(0) >> 10;
  }

  double perSecond(double amount) {
    return amount / Math.max(processor(), 0.001);
  }
}
