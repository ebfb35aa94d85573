package dev.lockstep.compare;

import dev.lockstep.object.EntryPage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Says which differences are explained, by the rule of [Explanation]. Any thread.
final class Explainer {
  private final long older;
  private final long newer;

  /// @param taken when the one side was looked at
  /// @param otherTaken when the other was
  Explainer(Instant taken, Instant otherTaken) {
    long one = taken.toEpochMilli();
    long other = otherTaken.toEpochMilli();
    older = Math.min(one, other);
    newer = Math.max(one, other);
  }

  /// Of a row that only one side has.
  ///
  /// @param inSource whether that is the source
  @Nullable Explanation missing(EntryPage page, int row, boolean inSource) {
    if (page.modifiedMillis(row) > older) {
      return Explanation.NEWER;
    }
    if (inSource && page.isReplicating(row)) {
      return Explanation.REPLICATING;
    }
    return page.expiresMillis(row) <= newer ? Explanation.EXPIRED : null;
  }

  /// Of rows that both sides have and that are not the same for certain.
  @Nullable Explanation different(EntryPage source, int row, EntryPage destination, int otherRow) {
    if (source.modifiedMillis(row) > older || destination.modifiedMillis(otherRow) > older) {
      return Explanation.NEWER;
    }
    return source.isReplicating(row) ? Explanation.REPLICATING : null;
  }
}
