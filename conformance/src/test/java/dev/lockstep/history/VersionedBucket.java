package dev.lockstep.history;

import static dev.lockstep.endpoint.Versioning.ENABLED;

import dev.lockstep.endpoint.BucketOptions;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.store.Versioning;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A bucket that keeps versions in a store in memory, whose clock goes on only when it is told; it
/// remembers all that was ever written to it.
final class VersionedBucket {
  /// A delete marker, where contents are listed.
  static final String MARKER = "-";

  final BucketName bucket;
  final ObjectStore store;
  private final SandboxStore sandbox;
  private final AtomicLong millis;
  private final Map<String, List<String>> ever = new HashMap<>();
  private boolean keepsIdentities;
  private long written;

  VersionedBucket(String storeName, String bucketName) {
    this(storeName, bucketName, BucketOptions.PLAIN);
  }

  VersionedBucket(String storeName, String bucketName, BucketOptions options) {
    AtomicLong clock = new AtomicLong(Instant.parse("2026-11-01T00:00:00Z").toEpochMilli());
    this(
        new SandboxStore(() -> Instant.ofEpochMilli(clock.get())),
        clock,
        storeName,
        bucketName,
        options);
  }

  private VersionedBucket(
      SandboxStore sandbox,
      AtomicLong millis,
      String storeName,
      String bucketName,
      BucketOptions options) {
    this.sandbox = sandbox;
    this.millis = millis;
    bucket = new BucketName(bucketName);
    store = new InMemoryObjectStore(storeName, sandbox);
    store.createBucket(bucket, options);
    store.enableVersioning(bucket);
  }

  /// Another bucket of the same store.
  VersionedBucket beside(String bucketName) {
    VersionedBucket other =
        new VersionedBucket(sandbox, millis, store.name(), bucketName, BucketOptions.PLAIN);
    other.keepsIdentities = keepsIdentities;
    return other;
  }

  /// From now on its versions are called by UUIDs, and it lets ids and times be said.
  VersionedBucket keepingIdentities() {
    sandbox.keepIdentities();
    keepsIdentities = true;
    return this;
  }

  /// An id for what is written next; null for the store's own.
  private @Nullable VersionId nextId() {
    written++;
    boolean named = keepsIdentities && store.fetchVersioning(bucket) == ENABLED;
    byte[] name = (bucket + "/" + written).getBytes(StandardCharsets.UTF_8);
    return named ? new VersionId(UUID.nameUUIDFromBytes(name).toString()) : null;
  }

  /// The store, to be served.
  SandboxStore sandbox() {
    return sandbox;
  }

  void pass(long someMillis) {
    millis.addAndGet(someMillis);
  }

  Instant now() {
    return Instant.ofEpochMilli(millis.get());
  }

  ObjectRef object(String key) {
    return ObjectRef.current(bucket, ObjectKey.of(key));
  }

  void put(String key, String content) {
    put(key, content, ObjectAttributes.NONE);
  }

  void put(String key, String content, ObjectAttributes attributes) {
    store.putObject(
        new ObjectRef(bucket, ObjectKey.of(key), nextId()),
        attributes,
        ObjectBody.of(content.getBytes(StandardCharsets.UTF_8)),
        WriteOptions.PLAIN);
    remember(key, content);
  }

  void delete(String key) {
    VersionId id = nextId();
    if (id == null) {
      store.deleteObject(object(key));
    } else {
      store.markDeleted(new ObjectRef(bucket, ObjectKey.of(key), id), now());
    }
    remember(key, MARKER);
  }

  private void remember(String key, String what) {
    ever.computeIfAbsent(key, _ -> new ArrayList<>()).add(what);
  }

  /// Removes any of the versions of a key, if it has one.
  void purgeOne(String key, RandomGenerator random) {
    List<ObjectVersion> versions = versions(key);
    if (!versions.isEmpty()) {
      ObjectVersion one = versions.get(random.nextInt(versions.size()));
      store.deleteObject(new ObjectRef(bucket, ObjectKey.of(key), one.id()));
    }
  }

  void suspend() {
    sandbox.setVersioning(Account.LOCKSTEP, bucket, Versioning.SUSPENDED);
  }

  void resume() {
    sandbox.setVersioning(Account.LOCKSTEP, bucket, Versioning.ENABLED);
  }

  /// All that was ever written to a key, oldest first.
  List<String> ever(String key) {
    return ever.getOrDefault(key, List.of());
  }

  /// The versions of a key, oldest first.
  List<ObjectVersion> versions(String key) {
    return ExactHistory.of(scope(store), ObjectKey.of(key), new ChronologicalOrder(true))
        .versions();
  }

  BucketScope scope(ObjectStore as) {
    return new BucketScope(as, bucket, ObjectKey.EMPTY);
  }

  /// The contents of each key, oldest first.
  Map<String, List<String>> contents() {
    Map<String, List<String>> all = new TreeMap<>(Comparator.naturalOrder());
    HistoryListing listing =
        new HistoryListing(
            scope(store), KeyRange.everything(), new ChronologicalOrder(true), Runnable::run);
    for (History history = listing.next(); history != null; history = listing.next()) {
      String key = history.key().text();
      if (key.contains("lockstep-probe-")) {
        continue;
      }
      all.put(key, history.versions().stream().map(version -> content(key, version)).toList());
    }
    return all;
  }

  private String content(String key, ObjectVersion version) {
    return version.deleteMarker()
        ? MARKER
        : StoredText.of(store, new ObjectRef(bucket, ObjectKey.of(key), version.id()));
  }
}
