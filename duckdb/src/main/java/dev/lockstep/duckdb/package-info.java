/// What does SQL say about reports, listings and manifests?
///
/// Open first: [dev.lockstep.duckdb.SqlSession], which runs statements, and
/// [dev.lockstep.duckdb.TableFiles], which brings what is to be asked about to this machine, as
/// Parquet in a folder of its own that goes with the session. Nothing else is reachable by SQL: no
/// other file, no network, no extension. Only this module sees DuckDB, and its library is loaded by
/// the first session.
///
/// Threads: a session belongs to one thread.
@NullMarked
package dev.lockstep.duckdb;

import org.jspecify.annotations.NullMarked;
