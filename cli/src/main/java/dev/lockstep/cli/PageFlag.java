package dev.lockstep.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--html FILE`: the answer as a page besides.
final class PageFlag {
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write the answer as a page besides: one file with charts and tables, which loads nothing from anywhere. STORE:bucket/key works too.")
  private @Nullable String html;

  /// Whether a page was asked for.
  boolean isGiven() {
    return html != null;
  }

  /// Opens the file before the work begins that may take long, so that a wrong name is found first.
  ///
  /// @throws UncheckedIOException when the file can't be written
  PageFile open(Surroundings around, Stores stores) {
    if (html == null) {
      return new PageFile("", null);
    }
    if (new NamedFile(html).isStandard()) {
      throw new WrongUsage("--html names a file: stdout has the answer");
    }
    try {
      return new PageFile(html, OutFile.open(html, around.out(), stores));
    } catch (IOException e) {
      throw PageFile.unwritable(html, e);
    }
  }
}
