package dev.lockstep.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/// How the answer is given.
final class OutputOptions {
  /// For people or for programs.
  enum Format {
    TEXT,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description =
          "text for people, or json: one document on stdout and nothing else there (${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}).")
  private Format format = Format.TEXT;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress on stderr.")
  private boolean quiet;

  boolean json() {
    return format == Format.JSON;
  }

  boolean quiet() {
    return quiet;
  }
}
