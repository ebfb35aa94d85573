package dev.lockstep.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How much memory the process may take. The launcher reads this option before there is a process;
/// here it is only explained and checked.
final class Memory {
  private static final long LEAST = 192L << 20;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description =
          "How much memory the process may take, whatever it copies: at least 192M (default: a quarter of the machine's, at most 1G).")
  private @Nullable String size;

  /// @throws WrongUsage when the size makes no sense
  void check() {
    if (size != null && !size.matches("[0-9]+([KkMmGg]([Ii]?[Bb])?)?")) {
      throw new WrongUsage("--memory: write a whole number with M or G, such as 512M, not " + size);
    }
    if (size != null && Amounts.bytes("--memory", size) < LEAST) {
      throw new WrongUsage("--memory: " + size + " is too little; at least 192M are needed");
    }
  }
}
