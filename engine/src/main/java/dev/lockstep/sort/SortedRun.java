package dev.lockstep.sort;

/// A temporary file with rows in the order of their keys, each key once.
record SortedRun(ScratchFile file, long rows) {}
