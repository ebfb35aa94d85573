package dev.lockstep.endpoint;

import dev.lockstep.object.ETag;

/// A part that a store has taken.
///
/// @param number from 1 on
public record UploadedPart(int number, ETag etag) {}
