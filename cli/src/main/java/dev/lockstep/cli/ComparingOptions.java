package dev.lockstep.cli;

import dev.lockstep.compare.CompareBy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How two sides are compared, by whichever verb.
final class ComparingOptions {
  @Option(
      names = "--by",
      paramLabel = "WHAT",
      completionCandidates = Names.class,
      description =
          "What makes two objects the same: content (default), size, etag, checksum, time or"
              + " metadata (content, headers, user metadata and tags).")
  private @Nullable String by;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Write a row for every difference found, as .csv or .jsonl; what stood in FILE stays unless the run looked at everything.")
  private @Nullable Path report;

  @Option(
      names = "--spreadsheet-safe",
      description =
          "In the .csv of --report, write an apostrophe before what a spreadsheet would take for a formula: keys may be chosen by others.")
  private boolean spreadsheetSafe;

  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--list-concurrency",
      paramLabel = "N",
      description = "Key ranges listed at once (default: ${DEFAULT-VALUE}).")
  private int listConcurrency = 16;

  /// What may follow `--by`.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(CompareBy.values()).map(ComparingOptions::name).iterator();
    }
  }

  /// As it is typed: `size`.
  static String name(CompareBy by) {
    return by.name().toLowerCase(Locale.ROOT);
  }

  CompareBy by() {
    if (by == null) {
      return CompareBy.CONTENT;
    }
    for (CompareBy one : CompareBy.values()) {
      if (name(one).equals(by)) {
        return one;
      }
    }
    throw new WrongUsage(
        "--by is content, size, etag, checksum, time or metadata, not '" + by + "'");
  }

  /// What was asked for; null where nothing was.
  @Nullable CompareBy asked() {
    return by == null ? null : by();
  }

  @Nullable Path report() {
    return report;
  }

  /// Opens the report, if there is to be one.
  ///
  /// @param showsExtras whether what only the destination has is among the few to show
  DifferenceRows rows(boolean showsExtras, PrintWriter err) {
    if (spreadsheetSafe && report == null) {
      throw new WrongUsage("--spreadsheet-safe goes with --report FILE.csv");
    }
    return DifferenceRows.to(report, spreadsheetSafe, showsExtras, err);
  }

  SelectionOptions selection() {
    return selection;
  }

  int listConcurrency() {
    if (listConcurrency < 1) {
      throw new WrongUsage("--list-concurrency is at least 1");
    }
    return listConcurrency;
  }
}
