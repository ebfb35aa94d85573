package dev.lockstep.benchmarks.counts;

import com.sun.management.ThreadMXBean;
import dev.lockstep.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// The program, which at its end writes how many bytes it has allocated on the heap.
public final class AllocatingMain {
  /// Names the file to write to.
  static final String FILE = "lockstep.allocated";

  private AllocatingMain() {}

  public static void main(String[] arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(AllocatingMain::tell));
    Main.main(arguments);
  }

  private static void tell() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = threads.getTotalThreadAllocatedBytes();
    try {
      Files.writeString(Path.of(System.getProperty(FILE, "allocated")), Long.toString(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
