/// How do two sides differ?
///
/// Two sorted listings are merged range by range. What the listings can tell, they tell; where they
/// can't, the cheapest request that can is made; nothing is guessed. A side that turns out to list
/// out of order is sorted, and the comparison begins anew. A side need not be a listing: whatever
/// gives rows can be a [dev.lockstep.compare.ComparedSide].
///
/// Open first: [dev.lockstep.compare.Comparison], then [dev.lockstep.compare.ListedEvidence] and
/// [dev.lockstep.compare.RequestedEvidence]; for sides of other kinds
/// [dev.lockstep.compare.SideComparison].
///
/// May touch: object, telemetry, endpoint, concurrent, selection, listing, sort. Threads: a
/// [dev.lockstep.compare.Comparison] is run once by one thread and uses many; its listener is
/// called by any of them, several at a time.
@NullMarked
package dev.lockstep.compare;

import org.jspecify.annotations.NullMarked;
