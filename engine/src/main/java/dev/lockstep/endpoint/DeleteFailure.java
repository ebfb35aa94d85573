package dev.lockstep.endpoint;

import dev.lockstep.object.ObjectRef;

/// An object that DeleteObjects left where it was.
public record DeleteFailure(ObjectRef object, StoreFailure failure) {}
