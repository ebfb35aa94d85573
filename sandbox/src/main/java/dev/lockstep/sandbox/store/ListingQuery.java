package dev.lockstep.sandbox.store;

import dev.lockstep.object.ObjectKey;

/// Which keys a page of a listing is to have.
///
/// @param delimiter empty for none
/// @param after only what sorts behind it; empty for everything
/// @param most how many rows at the most
public record ListingQuery(ObjectKey prefix, ObjectKey delimiter, ObjectKey after, int most) {}
