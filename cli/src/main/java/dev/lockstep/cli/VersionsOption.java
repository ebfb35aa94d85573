package dev.lockstep.cli;

import dev.lockstep.history.WhichVersions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which versions of objects are meant.
final class VersionsOption {
  private static final String CURRENT = "current";

  @Option(
      names = "--versions",
      paramLabel = "WHICH",
      completionCandidates = Names.class,
      description =
          "current (default): the objects as they are; all: every version and delete marker of every key, in order; noncurrent: all but the newest of each key.")
  private String which = CURRENT;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description =
          "Take the source for what it held at this time (2026-11-01T00:00:00Z); it must keep versions.")
  private @Nullable String asOf;

  /// What may follow `--versions`.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(CURRENT, "all", "noncurrent").iterator();
    }
  }

  /// Empty for current objects.
  Optional<WhichVersions> histories() {
    Optional<WhichVersions> histories =
        switch (which) {
          case CURRENT -> Optional.empty();
          case "all" -> Optional.of(WhichVersions.ALL);
          case "noncurrent" -> Optional.of(WhichVersions.NONCURRENT);
          default ->
              throw new WrongUsage("--versions is current, all or noncurrent, not '" + which + "'");
        };
    if (histories.isPresent() && asOf != null) {
      throw new WrongUsage(
          "--as-of chooses one version of each key, --versions "
              + which
              + " many: give one of both");
    }
    return histories;
  }

  /// Null for now.
  @Nullable Instant asOf(Instant now) {
    return asOf == null ? null : moment(asOf, now);
  }

  /// What `--as-of` says.
  static Instant moment(String asOf, Instant now) {
    Instant moment;
    try {
      moment = OffsetDateTime.parse(asOf).toInstant();
    } catch (DateTimeException e) {
      throw new WrongUsage(
          "--as-of is a time as 2026-11-01T00:00:00Z or 2026-11-01T02:00:00+02:00, not '"
              + asOf
              + "'");
    }
    if (moment.isAfter(now)) {
      throw new WrongUsage("--as-of " + asOf + " lies in the future");
    }
    return moment;
  }
}
