/// Does a run end right, or say that it didn't, whatever a store does to it?
///
/// Open first: [dev.lockstep.fault.FaultMatrixTest], each verb against each fault; what comes of it
/// is `docs/faults.md`. [dev.lockstep.fault.FaultyAnswersTest] is the same for single requests.
///
/// May touch: everything. Threads: each cell has stores of its own; many run at once.
@NullMarked
package dev.lockstep.fault;

import org.jspecify.annotations.NullMarked;
