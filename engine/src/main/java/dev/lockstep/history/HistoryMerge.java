package dev.lockstep.history;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.state.MappingCursor;
import dev.lockstep.state.VersionMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two sides and what is remembered of both, key after key. One thread.
final class HistoryMerge {
  /// What there is of one key.
  ///
  /// @param known at most one more than there was room for
  record Met(ObjectKey key, History here, History there, List<VersionMapping> known) {
    /// Whether a side has no name for it: what is called as the prefix itself has none where there
    /// is no prefix.
    boolean hasNoName(ObjectKey sourcePrefix, ObjectKey destinationPrefix) {
      return key.isEmpty() && (sourcePrefix.isEmpty() || destinationPrefix.isEmpty());
    }
  }

  private final Histories source;
  private final Histories destination;
  private final MappingCursor mappings;
  private final int most;
  private @Nullable History left;
  private @Nullable History right;
  private @Nullable List<VersionMapping> mapped;

  /// @param most how many mappings of a key there is room for
  HistoryMerge(Histories source, Histories destination, MappingCursor mappings, int most) {
    this.source = source;
    this.destination = destination;
    this.mappings = mappings;
    this.most = most;
    this.left = source.next();
    this.right = destination.next();
    this.mapped = mappings.next(most);
  }

  /// The next key of either side; null behind the last one.
  @Nullable ObjectKey key() {
    ObjectKey one = sourceKey();
    ObjectKey other = destinationKey();
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }

  /// The next key of the source, which may be behind [#key].
  @Nullable ObjectKey sourceKey() {
    return left == null ? null : left.key();
  }

  /// The next key of the destination, which may be behind [#key].
  @Nullable ObjectKey destinationKey() {
    return right == null ? null : right.key();
  }

  /// What there is of the next key, and steps behind it.
  ///
  /// @param key as [#key] gave it
  Met take(ObjectKey key) {
    History here = History.none(key);
    History there = here;
    if (left != null && left.key().equals(key)) {
      here = left;
      left = source.next();
    }
    if (right != null && right.key().equals(key)) {
      there = right;
      right = destination.next();
    }
    return new Met(key, here, there, mappingsOf(key));
  }

  private List<VersionMapping> mappingsOf(ObjectKey key) {
    while (mapped != null && mapped.getFirst().key().compareTo(key) < 0) {
      mapped = mappings.next(most);
    }
    if (mapped == null || !mapped.getFirst().key().equals(key)) {
      return List.of();
    }
    List<VersionMapping> own = mapped;
    mapped = mappings.next(most);
    return own;
  }
}
