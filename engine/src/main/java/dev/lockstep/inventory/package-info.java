/// What was in the bucket at one moment? Reports in the layout of S3 Inventory: written from
/// listings, found again, checked, and read whoever wrote them.
///
/// Begin with [dev.lockstep.inventory.InventoryManifest], which says what a report consists of. The
/// rows of a data file pass through [dev.lockstep.inventory.InventoryRows], in columns, and a
/// format of data files is behind the port [dev.lockstep.inventory.InventoryFiles]: CSV is here,
/// Parquet and ORC are in module `columnar`. May use the rooms below; nothing here knows the time
/// or takes chances.
@NullMarked
package dev.lockstep.inventory;

import org.jspecify.annotations.NullMarked;
