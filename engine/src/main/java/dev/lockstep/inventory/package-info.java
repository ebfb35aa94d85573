/// What was in the bucket at one moment? Reports in the layout of S3 Inventory: written from
/// listings, found again, checked, and read whoever wrote them.
///
/// Open first: [dev.lockstep.inventory.InventoryManifest], which says what a report consists of.
/// The rows of a data file pass through [dev.lockstep.inventory.InventoryRows], in columns, and a
/// format of data files is behind the port [dev.lockstep.inventory.InventoryFiles]: CSV is here,
/// Parquet and ORC are in module `columnar`.
///
/// May touch: every room below. Threads: a run owns those that it starts; a reader of rows, and the
/// rows, belong to one at a time.
@NullMarked
package dev.lockstep.inventory;

import org.jspecify.annotations.NullMarked;
