package dev.lockstep.job;

import dev.lockstep.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/// An object that is not in step, and why.
///
/// @param key as the source calls it
/// @param code a stable word: S3's error code, or one of ours
/// @param message for people; names store, bucket and key
public record ObjectFailure(
    ObjectKey key, @Nullable String versionId, String code, String message) {}
