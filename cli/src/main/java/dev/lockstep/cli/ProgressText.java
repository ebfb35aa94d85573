package dev.lockstep.cli;

import dev.lockstep.telemetry.Progress;
import java.time.Duration;
import java.util.Optional;

/// A snapshot of a run as one line: objects, bytes, rate and time left.
final class ProgressText {
  private ProgressText() {}

  static String line(Progress.Snapshot now, Duration elapsed) {
    StringBuilder line = new StringBuilder();
    line.append(
        switch (now.phase()) {
          case COMPARING, COPYING -> "";
          case DELETING -> "deleting · ";
          case VERIFYING -> "comparing once more · ";
        });
    line.append(Amounts.count(Math.max(now.listedInSource(), now.listedInDestination())))
        .append(" listed");
    if (now.sortedObjects() > 0) {
      line.append(" · ").append(Amounts.count(now.sortedObjects())).append(" sorted");
    }
    if (now.plannedObjects() > 0) {
      copying(line, now, elapsed);
    }
    if (now.deletedObjects() > 0) {
      line.append(" · ").append(Amounts.count(now.deletedObjects())).append(" deleted");
    }
    if (now.failedObjects() > 0) {
      line.append(" · ").append(Amounts.count(now.failedObjects())).append(" failed");
    }
    return line.toString();
  }

  private static void copying(StringBuilder line, Progress.Snapshot now, Duration elapsed) {
    double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
    line.append(" · copied ")
        .append(Amounts.count(now.copiedObjects()))
        .append(" of ")
        .append(Amounts.count(now.plannedObjects()));
    line.append(", ")
        .append(Amounts.size(now.copiedBytes()))
        .append(" of ")
        .append(Amounts.size(now.plannedBytes()));
    line.append(" · ")
        .append(Amounts.count(Math.round(now.copiedObjects() / seconds)))
        .append(" objects/s, ");
    line.append(Amounts.size(Math.round(now.copiedBytes() / seconds))).append("/s");
    if (now.phase() == Progress.Phase.COPYING) {
      timeLeft(now, seconds)
          .ifPresent(left -> line.append(" · ").append(Amounts.time(left)).append(" left"));
    }
  }

  /// By the bytes if there are any, else by the objects. While the comparison goes on nobody knows
  /// how much is still to come.
  private static Optional<Duration> timeLeft(Progress.Snapshot now, double seconds) {
    double share =
        now.plannedBytes() > 0
            ? (double) now.copiedBytes() / now.plannedBytes()
            : (double) now.copiedObjects() / now.plannedObjects();
    if (share <= 0 || share >= 1) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofMillis(Math.round(1000 * seconds * (1 - share) / share)));
  }
}
