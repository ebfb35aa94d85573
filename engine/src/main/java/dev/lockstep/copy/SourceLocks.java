package dev.lockstep.copy;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectRef;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The locks of a source's objects, with as few requests as are safe. Any thread may call.
///
/// Most buckets were made without locks, and one request for all objects spares a question for
/// each. In others, stores tell with each answer what locks an object; but some tell it to HEAD
/// alone, and of the current version alone. So silence is not believed before the same kind of
/// answer has told a lock: of a current object, for current objects; of a version that another one
/// has replaced, for versions asked for by their ids. Until then current objects are asked for by
/// HEAD, and the first few of which that tells nothing by GetObjectRetention and GetObjectLegalHold
/// too; versions with ids are asked for by both, however many there are.
public final class SourceLocks {
  /// How many current objects are asked for once more of which HEAD says nothing. No store is known
  /// that hides their locks from HEAD.
  private static final int SAMPLE = 16;

  /// What the source says.
  public enum Answer {
    LOCKS,
    LOCKS_NOTHING,
    /// It may not be asked, and any object may be locked.
    UNTOLD
  }

  private final ObjectStore source;
  private final Question<ObjectLock> retention;
  private final Question<Boolean> legalHold;
  private final Tellers ofCurrent = new Tellers();
  private final Tellers ofVersions = new Tellers();
  private final AtomicInteger sampled = new AtomicInteger();
  private volatile boolean hiddenFromHeads;
  private volatile @Nullable Told told;

  private record Told(BucketName bucket, Answer answer) {}

  /// Which answers have told a lock.
  private static final class Tellers {
    private volatile boolean reads;
    private volatile boolean heads;
  }

  public SourceLocks(ObjectStore source) {
    this.source = source;
    this.retention = new Question<>("GetObjectRetention", source::fetchRetention);
    this.legalHold = new Question<>("GetObjectLegalHold", source::fetchLegalHold);
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

  // Of one object --------------------------------------------------------------------------------

  /// What locks an object that has been read.
  ///
  /// @param read what the answer has said
  /// @throws StoreException when it can't be looked at, or is no longer the same
  ObjectLock ofRead(CopyRequest request, ObjectHead read) {
    if (!read.attributes().lock().isNone() && isProof(request)) {
      tellers(request.source()).reads = true;
    }
    return of(request, read);
  }

  /// What locks an object of which something was asked.
  ObjectLock of(CopyRequest request, ObjectHead head) {
    ObjectRef object = request.source();
    ObjectLock lock = head.attributes().lock();
    if (!lock.isNone() || tellers(object).reads || of(object.bucket()) != Answer.LOCKS) {
      return lock;
    }
    return isCurrent(object) || tellers(object).heads
        ? ofHead(request, head(object, head.etag()))
        : asked(object, () -> head(object, head.etag()).attributes().lock());
  }

  /// What locks an object for which HEAD has asked.
  ObjectLock ofHead(CopyRequest request, ObjectHead head) {
    if (!head.attributes().lock().isNone() && isProof(request)) {
      tellers(request.source()).heads = true;
    }
    return ofHead(request.source(), head);
  }

  /// The same, where it is not known whether another version has replaced it.
  public ObjectLock ofHead(ObjectRef object, ObjectHead head) {
    ObjectLock lock = head.attributes().lock();
    boolean believed =
        !lock.isNone()
            || tellers(object).heads
            || of(object.bucket()) != Answer.LOCKS
            || isCurrent(object) && !hiddenFromHeads && sampled.getAndIncrement() >= SAMPLE;
    if (believed) {
      return lock;
    }
    ObjectLock hidden = asked(object, () -> lock);
    hiddenFromHeads |= isCurrent(object) && !hidden.isNone();
    return hidden;
  }

  private ObjectHead head(ObjectRef object, @Nullable ETag etag) {
    return source.headObject(object, ReadOptions.PLAIN.ifMatch(etag));
  }

  private Tellers tellers(ObjectRef object) {
    return isCurrent(object) ? ofCurrent : ofVersions;
  }

  private static boolean isCurrent(ObjectRef object) {
    return object.version() == null;
  }

  /// Whether an answer that tells its lock tells the locks of its like. A version that has an id
  /// may be the current one, of which more is told.
  private static boolean isProof(CopyRequest request) {
    return isCurrent(request.source()) || request.older();
  }

  // The questions for locks alone ----------------------------------------------------------------

  /// @param head what HEAD says, for what is refused
  private ObjectLock asked(ObjectRef object, Supplier<ObjectLock> head) {
    Optional<ObjectLock> retained = retention.ask(object);
    Optional<Boolean> held = legalHold.ask(object);
    if (retained.isPresent() && held.isPresent()) {
      return retained.get().withLegalHold(held.get());
    }
    ObjectLock other = head.get();
    return retained.orElse(other).withLegalHold(held.orElse(other.legalHold()));
  }

  /// What had no answer, for people.
  public Optional<String> unanswered() {
    String refusal = retention.refusal;
    String why = refusal == null ? legalHold.refusal : refusal;
    return why == null
        ? Optional.empty()
        : Optional.of(
            source.name()
                + ": what locks an object can't be asked for by itself ("
                + why
                + "), so what HeadObject tells of it was taken for all");
  }

  /// A question that a store may refuse: for one object, or always where it does not know it.
  private static final class Question<T> {
    private final String name;
    private final Function<ObjectRef, T> request;
    private volatile boolean unknown;
    private volatile @Nullable String refusal;

    Question(String name, Function<ObjectRef, T> request) {
      this.name = name;
      this.request = request;
    }

    Optional<T> ask(ObjectRef object) {
      if (unknown) {
        return Optional.empty();
      }
      try {
        return Optional.of(request.apply(object));
      } catch (StoreException e) {
        if (!e.failure().refusal() && !(e.failure() instanceof StoreFailure.Denied)) {
          throw e;
        }
        unknown |= e.failure() instanceof StoreFailure.Unsupported;
        refusal = name + ": " + e.failure().detail().code();
        return Optional.empty();
      }
    }
  }
}
