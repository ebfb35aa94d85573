package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.util.List;

/// A row of the goals: one kind of work in several sizes.
interface Row {
  /// As the goals number it, such as `P3`.
  String number();

  String title();

  List<Part> measure(Bench bench) throws IOException, InterruptedException;
}
