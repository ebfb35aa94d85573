package dev.lockstep.cli;

import dev.lockstep.columnar.ColumnarFiles;
import dev.lockstep.inventory.InventoryReport;
import dev.lockstep.inventory.InventoryRequest;
import dev.lockstep.inventory.InventoryRun;
import dev.lockstep.inventory.InventorySpace;
import dev.lockstep.telemetry.Progress;
import java.nio.file.Path;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes reports, with progress on stderr.
final class InventoryRuns {
  private final Surroundings around;
  private final Path state;
  private final boolean quiet;

  InventoryRuns(Surroundings around, Path state, boolean quiet) {
    this.around = around;
    this.state = state;
    this.quiet = quiet;
  }

  InventoryReport run(InventoryRequest request, InventorySpace space) {
    Progress progress = around.progress();
    try (ProgressLine line = ProgressLine.start(around, quiet, progress);
        Stopping _ = Stopping.atOnce(around, () -> interrupted(line))) {
      return new InventoryRun(
              request,
              ColumnarFiles.of(request.format()),
              space,
              state,
              around.clock(),
              () -> name(around.random()),
              progress)
          .run();
    }
  }

  private void interrupted(ProgressLine line) {
    line.close();
    around
        .err()
        .println(
            "lockstep: interrupted; the report has no checksum and so is none yet; the same line goes on with it");
    around.err().flush();
  }

  /// A random UUID (RFC 9562, version 4).
  private static UUID name(RandomGenerator random) {
    long high = random.nextLong() & ~0xf000L | 0x4000L;
    long low = random.nextLong() & ~(3L << 62) | 1L << 63;
    return new UUID(high, low);
  }
}
