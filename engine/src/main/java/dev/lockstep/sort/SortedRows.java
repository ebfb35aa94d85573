package dev.lockstep.sort;

/// What is sorted.
///
/// @param name for messages
/// @param listed whether a store lists it, which may then never end, or change meanwhile; else it
///   is a file, in which a key may stand any number of times
/// @param versions whether it is versions, of which a key may have many: none is left out
record SortedRows(String name, boolean listed, boolean versions) {}
