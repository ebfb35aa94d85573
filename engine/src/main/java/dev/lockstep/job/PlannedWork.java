package dev.lockstep.job;

import dev.lockstep.compare.Difference;
import dev.lockstep.job.SyncReport.Amount;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What there is to be copied, and how much of it a run may copy. Any thread may call.
final class PlannedWork {
  private final long limit;
  private final AtomicLong objects = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong admittedObjects = new AtomicLong();
  private final AtomicLong admittedBytes = new AtomicLong();
  private final Set<ObjectKey> canaries = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Set<ObjectKey> chosen;

  /// @param limit how many objects may be copied; the largest number for all
  PlannedWork(long limit) {
    this.limit = limit;
  }

  /// Counts an object in.
  ///
  /// @return whether it is within the limit, and so to be copied now
  boolean admit(Difference difference, ObjectEntry entry) {
    bytes.addAndGet(entry.size());
    long count = objects.incrementAndGet();
    Set<ObjectKey> alone = chosen;
    if (alone == null ? count > limit : !alone.contains(difference.key())) {
      return false;
    }
    admittedObjects.incrementAndGet();
    admittedBytes.addAndGet(entry.size());
    if (limit < Long.MAX_VALUE) {
      canaries.add(difference.key());
    }
    return true;
  }

  /// What was found is looked at anew: what has been done since is all that there was. It counts
  /// towards the limit.
  void beginAnew(Amount done) {
    objects.set(done.objects());
    bytes.set(done.bytes());
    admittedObjects.set(done.objects());
    admittedBytes.set(done.bytes());
  }

  /// Under a limit, admits the objects that another has admitted, and no others. Before anything
  /// was done.
  void choose(PlannedWork other) {
    if (limit < Long.MAX_VALUE) {
      chosen = Set.copyOf(other.canaries);
      canaries.clear();
    }
  }

  /// Whether an object stays behind because of the limit, and for no other reason.
  boolean isBeyondLimit(ObjectKey key) {
    return isLimited() && !canaries.contains(key);
  }

  boolean isLimited() {
    return admittedObjects.get() < objects.get();
  }

  /// All that there is to copy, within the limit or not.
  Amount found() {
    return new Amount(objects.get(), bytes.get());
  }

  /// What is within the limit.
  Amount admitted() {
    return new Amount(admittedObjects.get(), admittedBytes.get());
  }
}
