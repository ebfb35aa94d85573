package dev.lockstep.compare;

import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/// A key at which the two sides are not the same, or could not be shown to be.
///
/// @param key relative to both prefixes
/// @param source null when it is not there
/// @param destination null when it is not there
/// @param note what there is to say for people; empty when the reason says it all
/// @param explanation why nothing need be wrong; null where nothing is known to explain it
public record Difference(
    ObjectKey key,
    @Nullable ObjectEntry source,
    @Nullable ObjectEntry destination,
    Reason reason,
    String note,
    @Nullable Explanation explanation) {

  /// One that nothing explains.
  public Difference(
      ObjectKey key,
      @Nullable ObjectEntry source,
      @Nullable ObjectEntry destination,
      Reason reason,
      String note) {
    this(key, source, destination, reason, note, null);
  }

  /// Why the sides count as different. The names are stable: they stand in reports, in lower case.
  public enum Reason {
    ONLY_IN_SOURCE,
    ONLY_IN_DESTINATION,
    SIZE,
    ETAG,
    CHECKSUM,
    BYTES,
    TIME,
    HEADERS,
    USER_METADATA,
    TAGS,
    /// The key has not had the same versions on both sides.
    VERSIONS,
    /// What the source held at that moment of the past is not known, as nobody can tell in which
    /// order the versions of the key came. The source's entry is that of its current version.
    ORDER_UNKNOWN,
    /// Nothing that the stores would answer could decide.
    UNDECIDED
  }

  public Difference {
    if (source == null && destination == null) {
      throw new IllegalArgumentException("A difference has at least one side");
    }
  }

  /// Where the object stands.
  public Side side() {
    if (source == null) {
      return Side.DESTINATION;
    }
    return destination == null ? Side.SOURCE : Side.BOTH;
  }

  /// Which of the two hold the key.
  public enum Side {
    SOURCE,
    DESTINATION,
    BOTH
  }
}
