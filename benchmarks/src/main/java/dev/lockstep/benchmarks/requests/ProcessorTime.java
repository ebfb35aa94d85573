package dev.lockstep.benchmarks.requests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The processor time, user's and system's, of this process's threads, without those that compile.
/// Linux alone tells it so exactly.
final class ProcessorTime {
  private static final Path THREADS = Path.of("/proc/self/task");

  private ProcessorTime() {}

  static long nanos() {
    long nanos = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        nanos += nanos(thread);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return nanos;
  }

  private static long nanos(Path thread) throws IOException {
    try {
      String name = Files.readString(thread.resolve("comm"));
      if (name.startsWith("C1 Comp") || name.startsWith("C2 Comp")) {
        return 0;
      }
      String times = Files.readString(thread.resolve("schedstat"));
      return Long.parseLong(times, 0, times.indexOf(' '), 10);
    } catch (NoSuchFileException _) {
      return 0;
    }
  }
}
