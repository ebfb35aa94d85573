/// The state store in one file, for one machine: what is remembered is in `state.db` of the state
/// folder, in SQLite.
///
/// Open first: [dev.lockstep.sqlite.SqliteStateHome], then `SqliteVersionMap`.
///
/// May touch: engine's rooms object and state. Threads: as the ports say. A connection belongs to
/// one thread at a time: the one for reading has a lock, and each map's writing has a thread.
@NullMarked
package dev.lockstep.sqlite;

import org.jspecify.annotations.NullMarked;
