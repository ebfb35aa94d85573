package dev.lockstep.manifest;

import org.jspecify.annotations.Nullable;

/// What a manifest was found to be.
///
/// @param format null of an empty one
/// @param header whether a header line was left out, which Batch Operations would take for an
///   object
/// @param entries lines that name an object
/// @param badLines lines that name none and should
/// @param deleteMarkers rows left out, as there is nothing to copy of a delete marker
/// @param notAtSource rows of a comparison left out, as the object is at the destination alone
/// @param versions whether each entry names a version
/// @param bytes the sum of the sizes that are known
/// @param sizesKnown whether each entry has a size
public record ManifestSummary(
    @Nullable ManifestFormat format,
    boolean header,
    long entries,
    long badLines,
    long deleteMarkers,
    long notAtSource,
    boolean versions,
    long bytes,
    boolean sizesKnown) {}
