package dev.lockstep.job;

import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What went wrong with single objects: all of it is counted, the first so many are kept with their
/// reasons. Any thread may call.
final class FailureLog {
  private static final int KEPT = 10_000;

  private final Map<ObjectKey, ObjectFailure> unwritten = new LinkedHashMap<>();
  private final Map<ObjectKey, ObjectFailure> leftAlone = new LinkedHashMap<>();
  private final List<ObjectFailure> incomplete = new ArrayList<>();
  private long unwrittenCount;
  private long incompleteCount;

  /// An object that was not written.
  ///
  /// @param relative its key, less the source's prefix
  synchronized void unwritten(ObjectKey relative, ObjectFailure failure) {
    unwrittenCount++;
    if (unwritten.size() < KEPT) {
      unwritten.put(relative, failure);
    }
  }

  /// An object that was left as it was, as it was asked for: nothing failed. If it is not in step
  /// at the end, this is why.
  synchronized void leftAlone(ObjectKey relative, ObjectFailure conflict) {
    if (leftAlone.size() < KEPT) {
      leftAlone.put(relative, conflict);
    }
  }

  /// An object whose bytes arrived, but not all that had to.
  synchronized void incomplete(ObjectFailure failure) {
    incompleteCount++;
    if (incomplete.size() < KEPT) {
      incomplete.add(failure);
    }
  }

  synchronized long unwrittenCount() {
    return unwrittenCount;
  }

  synchronized long count() {
    return unwrittenCount + incompleteCount;
  }

  /// Why an object was not written; null where nothing is known against it.
  synchronized @Nullable ObjectFailure unwritten(ObjectKey relative) {
    ObjectFailure failed = unwritten.get(relative);
    return failed == null ? leftAlone.get(relative) : failed;
  }

  synchronized List<ObjectFailure> all() {
    List<ObjectFailure> all = new ArrayList<>(unwritten.values());
    all.addAll(incomplete);
    return all;
  }

  /// A log that begins with what another look at the listings can't see: the objects that arrived
  /// incomplete.
  synchronized FailureLog incompleteAlone() {
    FailureLog log = new FailureLog();
    log.incomplete.addAll(incomplete);
    log.incompleteCount = incompleteCount;
    return log;
  }
}
