package dev.lockstep.drill;

/// A promise that did not hold.
///
/// @param trial what was tried
/// @param key of the object, relative to the drill's prefix; empty where it is about no single one
/// @param what was found
public record Broken(Promise promise, String trial, String key, String what) {}
