/// Which differences become which actions, and what is forbidden?
///
/// Open first: [dev.lockstep.plan.SyncPlanner] and [dev.lockstep.plan.DeleteFirewall].
///
/// May touch: object, telemetry, endpoint, selection, listing, copy, sort, compare. Threads:
/// planners and rules are immutable; a [dev.lockstep.plan.DeleteSpool] is added to by any thread
/// and read by one.
@NullMarked
package dev.lockstep.plan;

import org.jspecify.annotations.NullMarked;
