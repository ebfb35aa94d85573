package dev.lockstep.heap;

import dev.lockstep.cli.Main;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;

/// The program, which at its end says how much memory it has used at the most.
public final class MeasuredMain {
  private MeasuredMain() {}

  public static void main(String[] arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(MeasuredMain::tell));
    Main.main(arguments);
  }

  private static void tell() {
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(MeasuredMain::peak)
            .sum();
    System.err.println(
        "Peak: heap pools, each at its own peak, " + (heap >> 20) + " MiB; process " + resident());
  }

  private static long peak(MemoryPoolMXBean pool) {
    return pool.getPeakUsage().getUsed();
  }

  private static String resident() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM"))
          .findFirst()
          .orElse("")
          .replaceAll("\\s+", " ");
    } catch (IOException e) {
      return "no /proc";
    }
  }
}
