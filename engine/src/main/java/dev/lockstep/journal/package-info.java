/// What did a run begin that the next one must know?
///
/// Open first: [dev.lockstep.journal.RunFolder], which one run at a time holds, then
/// [dev.lockstep.journal.JournalRecord], what is written there.
///
/// May touch: object, telemetry, endpoint, selection, listing, copy, verify. Threads: a
/// [dev.lockstep.journal.Journal] may be written by any; a [dev.lockstep.journal.RunFolder] belongs
/// to one.
@NullMarked
package dev.lockstep.journal;

import org.jspecify.annotations.NullMarked;
