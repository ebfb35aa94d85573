/// What do we count, time and announce?
///
/// Open first: [dev.lockstep.telemetry.RequestCounts].
///
/// May touch: nothing. Threads: every counter may be used by any thread; adding to one is all that
/// the per-object path does here.
@NullMarked
package dev.lockstep.telemetry;

import org.jspecify.annotations.NullMarked;
