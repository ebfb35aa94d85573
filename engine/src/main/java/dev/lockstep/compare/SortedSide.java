package dev.lockstep.compare;

/// A side that lists out of order, and so was sorted.
///
/// @param scope as people type it
/// @param why which key came after which
/// @param endIsKnown whether the store could be asked, the last time, what lies behind the end of
///   its listing, and said: nothing
public record SortedSide(String scope, String why, boolean endIsKnown) {}
