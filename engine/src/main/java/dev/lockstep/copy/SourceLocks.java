package dev.lockstep.copy;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.BucketName;
import org.jspecify.annotations.Nullable;

/// Whether a source's objects can be locked at all. Most buckets were made without locks, and one
/// request for all objects spares a question for each. Any thread may call.
public final class SourceLocks {
  /// What the source says.
  public enum Answer {
    LOCKS,
    LOCKS_NOTHING,
    /// It may not be asked, and any object may be locked.
    UNTOLD
  }

  private final ObjectStore source;
  private @Nullable BucketName asked;
  private Answer answer = Answer.UNTOLD;

  public SourceLocks(ObjectStore source) {
    this.source = source;
  }

  /// @throws StoreException when the source can't be asked for now
  public synchronized Answer of(BucketName bucket) {
    if (!bucket.equals(asked)) {
      answer = ask(bucket);
      asked = bucket;
    }
    return answer;
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
