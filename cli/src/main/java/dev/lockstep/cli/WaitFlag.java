package dev.lockstep.cli;

import dev.lockstep.journal.RunFolder;
import dev.lockstep.journal.RunInProgressException;
import dev.lockstep.listing.BucketScope;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// What is done while another run between the same two places is alive.
final class WaitFlag {
  @Option(
      names = "--wait",
      description = "Wait while another run between the same two places is alive, not refuse.")
  private boolean wait;

  /// Takes hold of the folder of two places, and says so if it has to wait for that.
  ///
  /// @throws RunInProgressException when another run holds it, and is not to be waited for
  RunFolder take(
      Surroundings around, Path stateFolder, BucketScope source, BucketScope destination) {
    return RunFolder.take(
        stateFolder,
        source,
        destination,
        wait ? forWhom -> tell(around.err(), forWhom) : null,
        around.clock());
  }

  private static void tell(PrintWriter err, String forWhom) {
    err.println("lockstep: waiting, as " + forWhom);
    err.flush();
  }
}
