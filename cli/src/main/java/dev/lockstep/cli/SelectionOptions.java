package dev.lockstep.cli;

import dev.lockstep.selection.Glob;
import dev.lockstep.selection.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which objects are meant.
final class SelectionOptions {
  @Option(
      names = "--include",
      paramLabel = "GLOB",
      description =
          "Only keys that match (repeatable: any of them). * stands for any characters, / included; ? for one; [a-z] for one of a set. The key is what follows the prefix.")
  private List<String> include = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description =
          "No keys that match (repeatable). What is excluded is left alone on both sides.")
  private List<String> exclude = new ArrayList<>();

  @Option(
      names = "--newer-than",
      paramLabel = "TIME",
      description = "Only objects modified since: 12h, 7d, 2026-01-31 or 2026-01-31T10:00:00Z.")
  private @Nullable String newerThan;

  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      description = "Only objects modified before.")
  private @Nullable String olderThan;

  @Option(
      names = "--min-size",
      paramLabel = "SIZE",
      description = "Only objects of at least this size: 500, 10K, 1.5G.")
  private @Nullable String minSize;

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      description = "Only objects of at most this size.")
  private @Nullable String maxSize;

  Selection selection(Instant now) {
    try {
      return new Selection(
          include.stream().map(Glob::of).toList(),
          exclude.stream().map(Glob::of).toList(),
          newerThan == null ? null : Amounts.time("--newer-than", newerThan, now),
          olderThan == null ? null : Amounts.time("--older-than", olderThan, now),
          minSize == null ? 0 : Amounts.bytes("--min-size", minSize),
          maxSize == null ? Long.MAX_VALUE : Amounts.bytes("--max-size", maxSize));
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }
}
