package dev.lockstep.cli;

import dev.lockstep.cli.RequestFlags.RequestSettings;
import dev.lockstep.endpoint.Bandwidth;
import dev.lockstep.endpoint.InFlightLimit;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.RequestPacer;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.WaitingClock;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.telemetry.RequestCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The stores that a command talks to, each opened once, with retries around it and every request
/// counted. One thread.
final class Stores implements AutoCloseable {
  /// Reaches a store.
  @FunctionalInterface
  interface Opener {
    /// @param profile the AWS profile's name; empty for the default chain
    /// @throws WrongUsage when there is no such profile, or it can't be used
    ObjectStore open(String profile);

    /// The same stores, whatever certificates they show; itself where there is no TLS.
    default Opener insecure() {
      return this;
    }

    /// How time passes while one of them is waited for.
    default WaitingClock waiting() {
      return WaitingClock.system();
    }
  }

  /// A property of the JVM, for benchmarks: as many requests at once as are allowed, without
  /// looking for a better number.
  private static final String FIXED_CONCURRENCY = "lockstep.fixed-concurrency";

  private final Opener opener;
  private final RetryPolicy policy;
  private final RequestSettings settings;
  private final Consumer<String> notices;
  private final @Nullable Bandwidth bandwidth;
  private final RequestCounts requests = new RequestCounts();
  private final Map<String, ObjectStore> open = new LinkedHashMap<>();

  /// @param notices hears, in a line each, what keeps a run waiting
  Stores(
      Opener opener, RandomGenerator random, RequestSettings settings, Consumer<String> notices) {
    this.opener = settings.insecure() ? opener.insecure() : opener;
    this.settings = settings;
    this.notices = notices;
    policy =
        RetryPolicy.of(settings.retries(), settings.giveUpAfter(), random).with(opener.waiting());
    bandwidth =
        settings.bandwidth() == Long.MAX_VALUE
            ? null
            : new Bandwidth(settings.bandwidth(), policy.clock());
  }

  BucketScope scope(Address address) {
    ObjectStore store =
        open.computeIfAbsent(address.store(), profile -> retrying(opener.open(profile)));
    return new BucketScope(store, address.bucket(), address.prefix());
  }

  private ObjectStore retrying(ObjectStore store) {
    RequestPacer pacer =
        new RequestPacer(settings.requestsPerSecond(), policy.random(), policy.clock());
    InFlightLimit inFlight =
        Boolean.getBoolean(FIXED_CONCURRENCY)
            ? InFlightLimit.fixed(settings.concurrency(), policy.clock())
            : new InFlightLimit(settings.concurrency(), policy.clock());
    return new RetryingStore(store, policy, requests, pacer, inFlight, bandwidth, this::tellOutage);
  }

  private void tellOutage(StoreException failure) {
    notices.accept(
        "lockstep: waiting for a store that answers nothing but failures (--give-up-after): "
            + failure.getMessage());
  }

  /// How often a request is sent again.
  RetryPolicy policy() {
    return policy;
  }

  RequestCounts requests() {
    return requests;
  }

  @Override
  public void close() {
    open.values().forEach(ObjectStore::close);
  }
}
