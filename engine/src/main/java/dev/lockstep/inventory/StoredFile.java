package dev.lockstep.inventory;

import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.listing.KeySpan;

/// A data file that is in its bucket.
///
/// @param span the keys, relative to the source's prefix, of which it has all rows, and no others
record StoredFile(KeySpan span, DataFile file, long rows) {}
