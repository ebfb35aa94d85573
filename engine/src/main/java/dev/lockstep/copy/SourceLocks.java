package dev.lockstep.copy;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectRef;
import org.jspecify.annotations.Nullable;

/// The locks of a source's objects, with as few requests as are safe. Any thread may call.
///
/// Most buckets were made without locks, and one request for all objects spares a question for
/// each. In others, stores tell with each answer what locks an object; but some tell it to HEAD
/// alone. So objects of which a read says nothing are asked for by HEAD until some read has told of
/// a lock.
public final class SourceLocks {
  /// What the source says.
  public enum Answer {
    LOCKS,
    LOCKS_NOTHING,
    /// It may not be asked, and any object may be locked.
    UNTOLD
  }

  private final ObjectStore source;
  private volatile @Nullable Told told;
  private volatile boolean readsTell;

  private record Told(BucketName bucket, Answer answer) {}

  public SourceLocks(ObjectStore source) {
    this.source = source;
  }

  /// @throws StoreException when the source can't be asked for now
  public Answer of(BucketName bucket) {
    Told known = told;
    return known != null && known.bucket().equals(bucket) ? known.answer() : askOnce(bucket);
  }

  private synchronized Answer askOnce(BucketName bucket) {
    Told known = told;
    if (known == null || !known.bucket().equals(bucket)) {
      known = new Told(bucket, ask(bucket));
      told = known;
    }
    return known.answer();
  }

  /// What locks an object that has been read.
  ///
  /// @param read what the answer has said
  /// @throws StoreException when it can't be looked at, or is no longer the same
  ObjectLock ofRead(ObjectRef object, ObjectHead read) {
    ObjectLock lock = of(object, read);
    if (!read.attributes().lock().isNone()) {
      readsTell = true;
    }
    return lock;
  }

  /// What locks an object of which something was asked.
  ObjectLock of(ObjectRef object, ObjectHead head) {
    ObjectLock lock = head.attributes().lock();
    if (!lock.isNone() || readsTell || of(object.bucket()) != Answer.LOCKS) {
      return lock;
    }
    ReadOptions same = ReadOptions.PLAIN.ifMatch(head.etag());
    return source.headObject(object, same).attributes().lock();
  }

  /// A store that does not know the question has no locks.
  private Answer ask(BucketName bucket) {
    try {
      return source.locksObjects(bucket) ? Answer.LOCKS : Answer.LOCKS_NOTHING;
    } catch (StoreException e) {
      if (e.failure().retryable()) {
        throw e;
      }
      return e.failure().refusal() ? Answer.LOCKS_NOTHING : Answer.UNTOLD;
    }
  }
}
