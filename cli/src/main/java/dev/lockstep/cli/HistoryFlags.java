package dev.lockstep.cli;

import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.history.WhichVersions;
import dev.lockstep.job.HistorySettings;
import dev.lockstep.job.OnDivergence;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.Option;

/// How version histories are brought over.
final class HistoryFlags {
  @Option(
      names = "--delete-versions",
      description =
          "With --versions: remove from the destination the versions whose source was removed, at the end, within --max-delete.")
  private boolean deleteVersions;

  @Option(
      names = "--on-divergence",
      paramLabel = "HOW",
      completionCandidates = Names.class,
      description =
          "With --versions: when somebody else's version is on top at the destination: report (default) leaves the key, append writes the source's on top, fail ends the run.")
  private String onDivergence = "report";

  @Option(
      names = "--enable-versioning",
      description = "With --versions: switch versioning on where the destination keeps none.")
  private boolean enableVersioning;

  /// What may follow `--on-divergence`.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(OnDivergence.values())
          .map(how -> how.name().toLowerCase(Locale.ROOT))
          .iterator();
    }
  }

  /// Refuses what makes no sense without `--versions`.
  void checkUnused() {
    if (deleteVersions || enableVersioning || onDivergence() != OnDivergence.REPORT) {
      throw new WrongUsage(
          "--delete-versions, --on-divergence and --enable-versioning are of --versions all or noncurrent");
    }
  }

  private OnDivergence onDivergence() {
    for (OnDivergence how : OnDivergence.values()) {
      if (how.name().toLowerCase(Locale.ROOT).equals(onDivergence)) {
        return how;
      }
    }
    throw new WrongUsage("--on-divergence is report, append or fail, not '" + onDivergence + "'");
  }

  /// @param source what is known of it
  /// @param destination what is known of it
  HistorySettings settings(WhichVersions which, Capabilities source, Capabilities destination) {
    return new HistorySettings(
        which,
        onDivergence(),
        deleteVersions,
        enableVersioning,
        source.has(Capability.VERSION_ORDER),
        destination.has(Capability.VERSION_ORDER));
  }
}
