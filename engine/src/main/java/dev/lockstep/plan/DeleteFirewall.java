package dev.lockstep.plan;

import java.util.Optional;

/// Decides, once both listings are complete and everything has been copied, whether the deletions
/// that were planned may happen. All or nothing: a run never deletes a part of what it planned.
public record DeleteFirewall(MaxDelete most) {
  /// What is known when the question is put.
  ///
  /// @param deletions how many objects are to go
  /// @param sourceObjects how many the source has within the selection
  /// @param destinationObjects how many the destination had within the selection, before the run
  /// @param failedCopies how many objects could not be copied
  /// @param limited whether the run was told to stop early and so has not copied everything
  public record Case(
      long deletions,
      long sourceObjects,
      long destinationObjects,
      long failedCopies,
      boolean limited) {}

  /// Why nothing may be deleted.
  ///
  /// @param forSafety whether it is the size of the deletion that is refused, rather than that its
  ///   time has not come
  public record Refusal(String reason, boolean forSafety) {}

  /// Why the deletions may not happen; empty when they may.
  public Optional<Refusal> refusal(Case run) {
    if (run.deletions == 0) {
      return Optional.empty();
    }
    if (run.sourceObjects == 0) {
      return safety(
          "the source is empty, and that would empty the destination; if it is meant, delete there by other means");
    }
    if (run.deletions >= run.destinationObjects) {
      return safety(
          "all "
              + run.destinationObjects
              + " objects of the destination would go; a sync never deletes everything");
    }
    long allowed = most.of(run.destinationObjects);
    if (run.deletions > allowed) {
      return safety(
          "%,d of the destination's %,d objects would go, and --max-delete %s allows %,d; look at them with --dry-run, then allow more"
              .formatted(run.deletions, run.destinationObjects, most, allowed));
    }
    if (run.failedCopies > 0) {
      return Optional.of(
          new Refusal(
              "%,d objects could not be copied, so nothing is deleted".formatted(run.failedCopies),
              false));
    }
    if (run.limited) {
      return Optional.of(
          new Refusal(
              "--limit ended the run before everything was copied, so nothing is deleted", false));
    }
    return Optional.empty();
  }

  private static Optional<Refusal> safety(String reason) {
    return Optional.of(new Refusal(reason, true));
  }
}
