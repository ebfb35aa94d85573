package dev.lockstep.object;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One object as a listing shows it.
///
/// @param size in bytes
/// @param etag null on a store that lists none
public record ObjectEntry(
    ObjectKey key,
    long size,
    Instant lastModified,
    @Nullable ETag etag,
    StorageClass storageClass) {}
