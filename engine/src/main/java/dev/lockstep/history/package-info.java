/// How do the version histories of two sides relate, and what has to be written to bring them in
/// step?
///
/// A *history* is all that a key has been, oldest first. [dev.lockstep.history.HistoryListing]
/// makes histories of a store's pages, whose order is put right by
/// [dev.lockstep.history.ChronologicalOrder] or said to be unknown;
/// [dev.lockstep.history.Alignment] sets two of them beside each other, by what is remembered of
/// earlier runs and by content; [dev.lockstep.history.HistoryComparison] does so for two whole
/// sides.
///
/// Open first: [dev.lockstep.history.Alignment].
///
/// May touch: object, telemetry, concurrent, endpoint, selection, state, listing, compare. Threads:
/// a [dev.lockstep.history.HistoryListing] belongs to the thread that walks its range; all else is
/// values.
@NullMarked
package dev.lockstep.history;

import org.jspecify.annotations.NullMarked;
