/// How do two sides differ?
///
/// Two sorted listings are merged range by range. What the listings can tell, they tell; where they
/// can't, the cheapest request that can is made; nothing is guessed. A side that turns out to list
/// out of order is sorted, and the comparison begins anew.
///
/// Open first: [dev.lockstep.compare.Comparison], then [dev.lockstep.compare.ListedEvidence] and
/// [dev.lockstep.compare.RequestedEvidence].
///
/// May touch: object, telemetry, endpoint, selection, listing, sort. Threads: a
/// [dev.lockstep.compare.Comparison] is run once by one thread and uses many; its listener is
/// called by any of them, several at a time.
@NullMarked
package dev.lockstep.compare;

import org.jspecify.annotations.NullMarked;
