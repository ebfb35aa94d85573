package dev.lockstep.sort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Goes through several runs at once, in the order of their keys. One thread.
final class RunMerge implements AutoCloseable {
  private static final Comparator<RunReader> BY_KEY =
      (one, other) -> RowBytes.compareKeys(one.bytes(), one.at(), other.bytes(), other.at());

  private final List<RunReader> readers = new ArrayList<>();
  private final PriorityQueue<RunReader> waiting = new PriorityQueue<>(BY_KEY);
  private @Nullable RunReader current;

  RunMerge(List<SortedRun> runs, int bufferBytes) throws IOException {
    try {
      for (SortedRun run : runs) {
        RunReader reader = new RunReader(run, bufferBytes);
        readers.add(reader);
        if (reader.next()) {
          waiting.add(reader);
        }
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /// Steps to the first or the next row.
  ///
  /// @return the reader that stands at it; null behind the last one
  @Nullable RunReader next() throws IOException {
    if (current != null && current.next()) {
      waiting.add(current);
    }
    current = waiting.poll();
    return current;
  }

  @Override
  public void close() throws IOException {
    for (RunReader reader : readers) {
      reader.close();
    }
  }
}
