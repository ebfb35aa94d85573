package dev.lockstep.state;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;

/// A place that something is remembered about: where its store is, whatever a profile is called
/// today, its bucket, and the beginning of its keys.
///
/// @param endpoint as [dev.lockstep.endpoint.ObjectStore] tells it
public record StatePlace(String endpoint, BucketName bucket, ObjectKey prefix) {
  @Override
  public String toString() {
    return endpoint + " " + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
