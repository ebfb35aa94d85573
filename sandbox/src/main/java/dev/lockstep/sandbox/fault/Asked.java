package dev.lockstep.sandbox.fault;

import dev.lockstep.telemetry.RequestKind;

/// What a request asks for, in words that are the same whenever it is asked for again: no upload's
/// id, no time, no signature. So what is hit does not hang on which of two threads came first.
///
/// @param key empty where a request is about a bucket
/// @param detail the part's number, the range, or the place in a listing; else empty
public record Asked(RequestKind kind, String key, String detail) {}
