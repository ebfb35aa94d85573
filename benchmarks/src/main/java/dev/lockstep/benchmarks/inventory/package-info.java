/// How fast data files of reports are written and read. Begin with
/// [dev.lockstep.benchmarks.inventory.InventoryRates].
@NullMarked
package dev.lockstep.benchmarks.inventory;

import org.jspecify.annotations.NullMarked;
