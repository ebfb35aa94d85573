/// Has the program come to ask, allocate or call the kernel more than it did for the same work?
///
/// Open first: [dev.lockstep.benchmarks.counts.CheckCounts]. What is counted does not depend on the
/// machine, or so little that a limit a little above it holds everywhere.
@NullMarked
package dev.lockstep.benchmarks.counts;

import org.jspecify.annotations.NullMarked;
