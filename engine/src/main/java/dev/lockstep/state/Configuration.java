package dev.lockstep.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that is to be done again and again for a bucket.
///
/// @param kind what sort of thing: `inventory`
/// @param store the profile by which the bucket is reached; empty for the default chain
/// @param id of its own within kind, store and bucket
/// @param otherStore the profile by which the other bucket is reached that it names
/// @param document what is to be done, in a form that its room reads
/// @param lastRun when it was done last; null for never
public record Configuration(
    String kind,
    String store,
    String bucket,
    String id,
    String otherStore,
    String document,
    @Nullable Instant lastRun) {}
