package dev.lockstep.cli;

import dev.lockstep.plan.MaxDelete;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whether anything may be deleted, and how much of it.
final class DeleteFlags {
  @Option(
      names = "--delete",
      description = "Delete what only the destination has, at the end, if nothing failed.")
  private boolean delete;

  @Option(
      names = "--max-delete",
      paramLabel = "PERCENT|N",
      description = "Refuse to delete more than this (default: 10%%; never everything).")
  private @Nullable String maxDelete;

  boolean delete() {
    return delete;
  }

  MaxDelete maxDelete() {
    try {
      return maxDelete == null ? MaxDelete.STANDARD : MaxDelete.parse(maxDelete);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage("--max-delete: " + e.getMessage());
    }
  }
}
