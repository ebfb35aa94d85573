/// Data files of reports in Parquet and ORC, behind the port
/// [dev.lockstep.inventory.InventoryFiles]. Begin with [dev.lockstep.columnar.ColumnarFiles].
///
/// Parquet is written by parquet-java and read by Hardwood; ORC is written and read by ORC's own
/// library. What these name of Hadoop is never used to reach a file: bytes come and go by streams
/// and mapped memory. Any thread may open writers and readers.
@NullMarked
package dev.lockstep.columnar;

import org.jspecify.annotations.NullMarked;
