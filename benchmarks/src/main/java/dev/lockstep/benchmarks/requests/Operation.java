package dev.lockstep.benchmarks.requests;

/// The requests that are measured.
enum Operation {
  PUT(10_000),
  GET(10_000),
  HEAD(10_000),
  COPY(10_000),
  LIST(600);

  static final int OBJECT_BYTES = 4096;
  static final int ROWS = 1000;

  /// How many make a round.
  final int requests;

  Operation(int requests) {
    this.requests = requests;
  }
}
