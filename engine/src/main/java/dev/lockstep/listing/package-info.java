/// How is a huge bucket listed in parallel, in order, and resumed?
///
/// The key space is cut into ranges while it is being listed: each range is listed by one thread
/// from one `start-after` to one last key, and a thread that has nothing to do takes over the
/// second half of a range that somebody else is still listing. Nothing is assumed of the keys:
/// neither their alphabet nor a `/`. That they come in the order of their bytes is checked; what to
/// do where they don't is said in room `sort`.
///
/// Open first: [dev.lockstep.listing.RangeScheduler], then [dev.lockstep.listing.KeyRange] and
/// [dev.lockstep.listing.RangeListing].
///
/// May touch: object, telemetry, concurrent, endpoint, selection. Threads: a
/// [dev.lockstep.listing.KeyRange] is shared by the thread that walks it and the one that splits
/// it; a [dev.lockstep.listing.RangeListing] belongs to the thread that walks.
@NullMarked
package dev.lockstep.listing;

import org.jspecify.annotations.NullMarked;
