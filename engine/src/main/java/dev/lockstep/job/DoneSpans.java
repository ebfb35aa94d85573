package dev.lockstep.job;

import dev.lockstep.listing.KeySpan;
import dev.lockstep.listing.KeySpans;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Knows which spans of keys a run is through with: compared, and everything that differed copied.
/// A span in which a copy failed is never done. Any thread may call.
final class DoneSpans {
  /// After so many spans what has come together is told: often enough to lose little, seldom enough
  /// to write little.
  private static final int TELL_AFTER = 50;

  /// With more failures than this, nothing more is told done.
  private static final int MOST_FAILED = 10_000;

  private final Consumer<KeySpan> told;
  private final ConcurrentSkipListSet<ObjectKey> underWay = new ConcurrentSkipListSet<>();
  private final ConcurrentSkipListSet<ObjectKey> failed = new ConcurrentSkipListSet<>();
  private final List<KeySpan> compared = new ArrayList<>();
  private final KeySpans done = new KeySpans();
  private final Set<KeySpan> changed = new LinkedHashSet<>();
  private final AtomicInteger failures = new AtomicInteger();
  private int spans;

  /// @param told hears of spans that are done; what it hears may contain what it has heard before
  DoneSpans(Consumer<KeySpan> told) {
    this.told = told;
  }

  /// An object is being copied.
  void began(ObjectKey key) {
    underWay.add(key);
  }

  /// An object has been copied, or need not be.
  void copied(ObjectKey key) {
    underWay.remove(key);
  }

  /// An object has not been copied.
  void failed(ObjectKey key) {
    if (failures.incrementAndGet() <= MOST_FAILED) {
      failed.add(key);
    }
    underWay.remove(key);
  }

  private boolean tooManyFailed() {
    return failures.get() > MOST_FAILED;
  }

  /// A span has been compared; whatever differed has begun.
  synchronized void compared(KeySpan span) {
    if (tooManyFailed()) {
      compared.clear();
      return;
    }
    compared.add(span);
    spans++;
    if (spans >= TELL_AFTER) {
      tell();
    }
  }

  /// Tells what is done now.
  synchronized void tell() {
    spans = 0;
    if (tooManyFailed()) {
      return;
    }
    for (Iterator<KeySpan> each = compared.iterator(); each.hasNext(); ) {
      KeySpan span = each.next();
      if (hasAny(failed, span)) {
        each.remove();
      } else if (!hasAny(underWay, span)) {
        each.remove();
        changed.add(done.add(span));
      }
    }
    List<KeySpan> whole = done.spans();
    changed.stream().filter(whole::contains).forEach(told);
    changed.clear();
  }

  private static boolean hasAny(ConcurrentSkipListSet<ObjectKey> keys, KeySpan span) {
    ObjectKey first =
        span.after().isEmpty()
            ? (keys.isEmpty() ? null : keys.ceiling(ObjectKey.EMPTY))
            : keys.higher(span.after());
    return first != null && span.contains(first);
  }
}
