package dev.lockstep.benchmarks.peers;

/// A goal, and whether it is met.
///
/// @param other the best peer's figure, or what stands in its place
record Verdict(String goal, String ours, String other, String ratio, boolean met) {}
