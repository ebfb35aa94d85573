package dev.lockstep.inventory;

import dev.lockstep.object.ObjectKey;

/// A report that was made.
///
/// @param manifestKey in the bucket of the report
/// @param rows in all data files
/// @param bytes of all data files
/// @param resumedRows of these, those that an earlier run had written before it was cut off
/// @param cleared objects that an earlier run had left, and that were deleted
/// @param unknown versions of which the store did not tell what it was asked for
/// @param sorted whether the source lists out of order and had to be sorted
public record InventoryReport(
    ObjectKey manifestKey,
    InventoryManifest manifest,
    long rows,
    long bytes,
    long resumedRows,
    int cleared,
    long unknown,
    boolean sorted) {}
