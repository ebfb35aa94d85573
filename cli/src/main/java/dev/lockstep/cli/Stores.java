package dev.lockstep.cli;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.telemetry.RequestCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The stores that a command talks to, each opened once, with retries around it and every request
/// counted. One thread.
final class Stores implements AutoCloseable {
  /// Reaches a store.
  @FunctionalInterface
  interface Opener {
    /// @param profile the AWS profile's name; empty for the default chain
    /// @throws WrongUsage when there is no such profile, or it can't be used
    ObjectStore open(String profile);
  }

  private final Opener opener;
  private final RandomGenerator random;
  private final RequestCounts requests = new RequestCounts();
  private final Map<String, ObjectStore> open = new LinkedHashMap<>();

  Stores(Opener opener, RandomGenerator random) {
    this.opener = opener;
    this.random = random;
  }

  BucketScope scope(Address address) {
    ObjectStore store =
        open.computeIfAbsent(
            address.store(),
            profile ->
                new RetryingStore(opener.open(profile), RetryPolicy.standard(random), requests));
    return new BucketScope(store, address.bucket(), address.prefix());
  }

  RequestCounts requests() {
    return requests;
  }

  @Override
  public void close() {
    open.values().forEach(ObjectStore::close);
  }
}
