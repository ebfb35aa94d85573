package dev.lockstep.listing;

import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A set of keys that is made of spans; those that touch become one. One thread at a time.
public final class KeySpans {
  private final TreeMap<ObjectKey, Optional<ObjectKey>> endByBeginning = new TreeMap<>();

  /// Adds all keys of a span.
  ///
  /// @return the span of this set that they are in now
  public KeySpan add(KeySpan span) {
    ObjectKey after = span.after();
    ObjectKey upTo = span.upTo();
    Map.Entry<ObjectKey, Optional<ObjectKey>> before = endByBeginning.floorEntry(after);
    if (before != null && reaches(before.getValue(), after)) {
      after = before.getKey();
      upTo = later(upTo, before.getValue().orElse(null));
    }
    for (Map.Entry<ObjectKey, Optional<ObjectKey>> next = endByBeginning.ceilingEntry(after);
        next != null && (upTo == null || next.getKey().compareTo(upTo) <= 0);
        next = endByBeginning.ceilingEntry(after)) {
      upTo = later(upTo, next.getValue().orElse(null));
      endByBeginning.remove(next.getKey());
    }
    endByBeginning.put(after, Optional.ofNullable(upTo));
    return new KeySpan(after, upTo);
  }

  private static boolean reaches(Optional<ObjectKey> end, ObjectKey key) {
    return end.isEmpty() || end.get().compareTo(key) >= 0;
  }

  private static @Nullable ObjectKey later(@Nullable ObjectKey one, @Nullable ObjectKey other) {
    if (one == null || other == null) {
      return null;
    }
    return one.compareTo(other) < 0 ? other : one;
  }

  /// The spans, in order.
  public List<KeySpan> spans() {
    List<KeySpan> spans = new ArrayList<>();
    endByBeginning.forEach((after, upTo) -> spans.add(new KeySpan(after, upTo.orElse(null))));
    return spans;
  }

  /// What the spans leave out, in order.
  public List<KeySpan> gaps() {
    List<KeySpan> gaps = new ArrayList<>();
    ObjectKey reached = ObjectKey.EMPTY;
    for (KeySpan span : spans()) {
      if (span.after().compareTo(reached) > 0) {
        gaps.add(new KeySpan(reached, span.after()));
      }
      if (span.upTo() == null) {
        return gaps;
      }
      reached = span.upTo();
    }
    gaps.add(new KeySpan(reached, null));
    return gaps;
  }
}
