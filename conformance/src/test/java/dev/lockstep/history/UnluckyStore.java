package dev.lockstep.history;

import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.DeleteReceipt;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectRef;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// A store some of whose requests fail: not done, or done without an answer; and which, after so
/// many requests, is gone together with whoever asks, as when the process is killed. It lists in
/// small pages.
final class UnluckyStore extends RelayedStore {
  /// What a process that was killed has to say.
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed");
    }
  }

  private final RandomGenerator random;
  private final Life life;
  private final int oneIn;
  private final int pageSize;

  /// How many requests the process still has to live, over all of its stores.
  static final class Life {
    private final AtomicInteger left;

    Life(int requests) {
      left = new AtomicInteger(requests);
    }

    boolean isOver() {
      return left.get() <= 0;
    }

    /// @return whether this request is the last
    private boolean spend() {
      return left.decrementAndGet() <= 0;
    }
  }

  /// @param oneIn of so many requests fails; 0 for none
  UnluckyStore(ObjectStore store, RandomGenerator random, Life life, int oneIn, int pageSize) {
    super(store);
    this.random = random;
    this.life = life;
    this.oneIn = oneIn;
    this.pageSize = pageSize;
  }

  private <T> T send(Supplier<T> request) {
    int chance;
    synchronized (random) {
      chance = oneIn == 0 ? 1 : random.nextInt(oneIn);
    }
    if (life.isOver()) {
      throw new Killed();
    }
    boolean dies = life.spend();
    boolean fails = chance == 0;
    boolean done = !fails || randomBoolean();
    T answer = done ? request.get() : null;
    if (dies) {
      throw new Killed();
    }
    if (fails || answer == null) {
      throw new StoreException(
          new StoreFailure.Transient(StoreFailure.Detail.ours("NoAnswer", "a test wants it"), true),
          "Test",
          name(),
          null);
    }
    return answer;
  }

  private boolean randomBoolean() {
    synchronized (random) {
      return random.nextBoolean();
    }
  }

  @Override
  public boolean canCopyFrom(ObjectStore other) {
    return false;
  }

  @Override
  public VersionsPage listVersions(BucketName bucket, VersionsRequest request) {
    int most = Math.min(pageSize, request.maxKeys());
    return send(() ->
        store.listVersions(bucket, new VersionsRequest(request.prefix(), request.after(), most)));
  }

  @Override
  public ObjectHead headObject(ObjectRef object, ReadOptions options) {
    return send(() -> store.headObject(object, options));
  }

  @Override
  public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
    return send(() -> store.fetchObject(object, options));
  }

  @Override
  public WriteReceipt putObject(
      ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
    return send(() -> store.putObject(target, attributes, body, options));
  }

  @Override
  public WriteReceipt copyObject(ObjectRef source, ObjectRef target, CopyOptions options) {
    return send(() -> store.copyObject(source, target, options));
  }

  @Override
  public DeleteReceipt deleteObject(ObjectRef object) {
    return send(() -> store.deleteObject(object));
  }

  @Override
  public DeleteReceipt markDeleted(ObjectRef marker, Instant modified) {
    return send(() -> store.markDeleted(marker, modified));
  }

  @Override
  public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
    return send(() -> store.deleteObjects(bucket, objects));
  }
}
