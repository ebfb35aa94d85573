package dev.lockstep.sort;

import java.nio.file.Path;

/// A temporary file with rows in the order of their keys, each key once.
record SortedRun(Path file, long rows) {}
