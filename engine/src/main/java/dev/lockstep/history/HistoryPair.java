package dev.lockstep.history;

import dev.lockstep.compare.Explanation;
import dev.lockstep.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/// What a key has been at both sides, and how the one relates to the other.
///
/// @param explanation why nothing need be wrong where they differ; null where nothing is known to
///   explain it
public record HistoryPair(
    ObjectKey key,
    History source,
    History destination,
    Alignment alignment,
    @Nullable Explanation explanation) {}
