package dev.lockstep.job;

import dev.lockstep.compare.Difference;
import dev.lockstep.job.SyncReport.Amount;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What there is to be copied, and how much of it a run may copy. Any thread may call.
final class PlannedWork {
  private final long limit;
  private final Admission admission;
  private final Set<ObjectKey> canaries = ConcurrentHashMap.newKeySet();
  private final AtomicLong objects = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong admittedObjects = new AtomicLong();
  private final AtomicLong admittedBytes = new AtomicLong();

  /// Which objects are to be copied now.
  @FunctionalInterface
  private interface Admission {
    /// @param number of the object among all that were found, from 1 on
    boolean admits(ObjectKey key, long number);
  }

  /// @param limit how many objects may be copied; the largest number for all
  PlannedWork(long limit) {
    this(limit, (_, number) -> number <= limit);
  }

  private PlannedWork(long limit, Admission admission) {
    this.limit = limit;
    this.admission = admission;
  }

  /// What was found is to be found anew: what has been done since is all that there was. It counts
  /// towards the limit.
  PlannedWork anew(Amount done) {
    PlannedWork anew = new PlannedWork(limit, admission);
    anew.canaries.addAll(canaries);
    anew.objects.set(done.objects());
    anew.bytes.set(done.bytes());
    anew.admittedObjects.set(done.objects());
    anew.admittedBytes.set(done.bytes());
    return anew;
  }

  /// Work of which nothing was found yet, and that admits the same objects as this one has.
  PlannedWork ofTheSameObjects() {
    if (!hasLimit()) {
      return new PlannedWork(limit);
    }
    Set<ObjectKey> chosen = Set.copyOf(canaries);
    return new PlannedWork(limit, (key, _) -> chosen.contains(key));
  }

  /// Counts an object in.
  ///
  /// @return whether it is within the limit, and so to be copied now
  boolean admit(Difference difference, ObjectEntry entry) {
    return admit(difference.key(), 1, entry.size());
  }

  /// Counts in what is to be written of one key: all of it is within the limit when the first is.
  ///
  /// @param count of objects, or of versions
  boolean admit(ObjectKey key, int count, long size) {
    bytes.addAndGet(size);
    if (!admission.admits(key, objects.getAndAdd(count) + 1)) {
      return false;
    }
    admittedObjects.addAndGet(count);
    admittedBytes.addAndGet(size);
    if (hasLimit()) {
      canaries.add(key);
    }
    return true;
  }

  private boolean hasLimit() {
    return limit < Long.MAX_VALUE;
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
