/// How does one object, or one history, move?
///
/// Within one store the store copies; between two a relay streams. Either way all that belongs to
/// the object goes with it, whatever its size: the cuts between its parts too, so that its ETag
/// stays the same and comparing stays free.
///
/// Open first: [dev.lockstep.copy.ObjectCopier], then [dev.lockstep.copy.PartPlan] and
/// [dev.lockstep.copy.Fidelity].
///
/// May touch: concurrent, object, telemetry, endpoint, selection. Threads: an
/// [dev.lockstep.copy.ObjectCopier] may be called by any number of threads; each call copies one
/// object and returns when nothing it started is still running.
@NullMarked
package dev.lockstep.copy;

import org.jspecify.annotations.NullMarked;
