package dev.lockstep.sandbox.store;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A bucket that can be written. Changes of one key happen one after the other.
public final class StoredBucket implements Bucket {
  private static final int LOCKS = 256;

  private final BucketName name;
  private final Account owner;
  private final Instant created;
  private final long largestKept;
  private final ConcurrentNavigableMap<ObjectKey, History> histories =
      new ConcurrentSkipListMap<>();
  private final Object[] locks = new Object[LOCKS];
  private final UploadsInProgress uploads = new UploadsInProgress();
  private volatile Versioning versioning = Versioning.OFF;
  private volatile boolean locksObjects;
  private volatile AccessControl acl;

  /// @param largestKept bodies of more bytes are digested and dropped
  StoredBucket(
      BucketName name, Account owner, Instant created, AccessControl acl, long largestKept) {
    this.name = name;
    this.owner = owner;
    this.created = created;
    this.acl = acl;
    this.largestKept = largestKept;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  @Override
  public BucketName name() {
    return name;
  }

  @Override
  public Account owner() {
    return owner;
  }

  @Override
  public Instant created() {
    return created;
  }

  @Override
  public Versioning versioning() {
    return versioning;
  }

  @Override
  public AccessControl acl() {
    return acl;
  }

  @Override
  public boolean locksObjects() {
    return locksObjects;
  }

  /// Lets objects be locked from now on, for good; a bucket of which that is so keeps versions.
  void lockObjects() {
    locksObjects = true;
    versioning = Versioning.ENABLED;
  }

  /// Whether a body of this many bytes is kept.
  public boolean keeps(long length) {
    return length <= largestKept;
  }

  void versioning(Versioning other) {
    versioning = other;
  }

  void acl(AccessControl other) {
    acl = other;
  }

  UploadsInProgress uploads() {
    return uploads;
  }

  boolean isEmpty() {
    return histories.isEmpty();
  }

  /// Forgets every object: a test begins anew with an empty bucket.
  public void forgetAll() {
    histories.clear();
  }

  @Override
  public @Nullable History history(ObjectKey key) {
    return histories.get(key);
  }

  @Override
  public Iterator<Entry> entries(ObjectKey from, boolean inclusive) {
    Iterator<Map.Entry<ObjectKey, History>> tail =
        histories.tailMap(from, inclusive).entrySet().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return tail.hasNext();
      }

      @Override
      public Entry next() {
        Map.Entry<ObjectKey, History> next = tail.next();
        return new Entry(next.getKey(), next.getValue());
      }
    };
  }

  /// Changes what there is of a key, while nobody else does.
  <R> R change(ObjectKey key, Function<@Nullable History, Change<R>> change) {
    synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
      Change<R> done = change.apply(histories.get(key));
      if (done.history() == null) {
        histories.remove(key);
      } else {
        histories.put(key, done.history());
      }
      return done.result();
    }
  }

  /// What a change leaves of a key, and what it answers.
  record Change<R>(@Nullable History history, R result) {}
}
