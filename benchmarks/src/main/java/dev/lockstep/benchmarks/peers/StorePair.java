package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Two stores, each a process, each with a bucket `sink` that keeps the digests of what it is
/// given.
record StorePair(StoreProcess one, StoreProcess other) implements AutoCloseable {
  private static final List<String> SINK = List.of("--sink", "sink");

  /// @param left options of the first
  /// @param right options of the second
  static StorePair start(List<String> left, List<String> right) throws IOException {
    StoreProcess one = StoreProcess.start(withSink(left));
    try {
      return new StorePair(one, StoreProcess.start(withSink(right)));
    } catch (IOException e) {
      one.close();
      throw e;
    }
  }

  private static List<String> withSink(List<String> options) {
    List<String> all = new ArrayList<>(SINK);
    all.addAll(options);
    return all;
  }

  Place left(String bucket) {
    return new Place(one, "left", bucket);
  }

  Place right(String bucket) {
    return new Place(other, "right", bucket);
  }

  @Override
  public void close() {
    one.close();
    other.close();
  }
}
