package dev.lockstep.history;

import dev.lockstep.object.ObjectKey;

/// What a key has been at both sides, and how the one relates to the other.
public record HistoryPair(
    ObjectKey key, History source, History destination, Alignment alignment) {}
