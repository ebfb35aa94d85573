package dev.lockstep.benchmarks.requests;

import java.io.IOException;

/// A client that is measured.
interface Contender extends AutoCloseable {
  String name();

  /// Sends many requests, [RequestCosts#IN_FLIGHT] at a time, and reads their answers.
  ///
  /// @return what the answers said, added up: the same for all contenders
  long run(Operation operation, int requests) throws Exception;

  /// How many times fewer requests make a round of it, because it is slow.
  default int slowness() {
    return 1;
  }

  @Override
  void close() throws IOException;
}
