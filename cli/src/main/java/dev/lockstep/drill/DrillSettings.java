package dev.lockstep.drill;

/// How a drill is made.
///
/// @param seed decides content, faults and moments
/// @param objects how many small ones there are
/// @param largeSize of each large one, in bytes
/// @param kills how often the program is killed
/// @param keep whether the objects stay
public record DrillSettings(long seed, int objects, long largeSize, int kills, boolean keep) {}
