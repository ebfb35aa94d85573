/// What does it cost to remember versions?
///
/// Open first: [dev.lockstep.benchmarks.state.VersionMapRates].
///
/// May touch: engine's state, sqlite. Threads: as many as are measured.
@NullMarked
package dev.lockstep.benchmarks.state;

import org.jspecify.annotations.NullMarked;
