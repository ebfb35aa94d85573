/// What does the same work cost with Lockstep and with its peers? All take turns within one run, in
/// processes of their own, against stores in processes of their own.
///
/// Open first: [dev.lockstep.benchmarks.peers.BenchmarkRun], then
/// [dev.lockstep.benchmarks.peers.Contest], which has one work done by all.
@NullMarked
package dev.lockstep.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
