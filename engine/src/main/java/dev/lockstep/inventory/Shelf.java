package dev.lockstep.inventory;

import dev.lockstep.listing.KeySpan;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All rows of a span of keys, in memory, until there are enough of them for a file. One thread at
/// a time.
final class Shelf {
  private ObjectKey after;
  private @Nullable ObjectKey upTo;
  private final List<PagePart> parts = new ArrayList<>();
  private long bytes;
  private long rows;

  /// @param after behind which key the span begins
  Shelf(ObjectKey after) {
    this.after = after;
    this.upTo = after;
  }

  void add(PagePart part) {
    parts.add(part);
    bytes += part.bytes();
    rows += part.rows();
  }

  /// Where the span ends.
  Shelf upTo(@Nullable ObjectKey end) {
    upTo = end;
    return this;
  }

  /// Takes what is on the shelf behind this one.
  void join(Shelf next) {
    parts.addAll(next.parts);
    bytes += next.bytes;
    rows += next.rows;
    upTo = next.upTo;
  }

  /// Takes everything away; the span goes on from a key.
  void clear(ObjectKey from) {
    parts.clear();
    bytes = 0;
    rows = 0;
    after = from;
    upTo = from;
  }

  List<PagePart> parts() {
    return parts;
  }

  long bytes() {
    return bytes;
  }

  long rows() {
    return rows;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  ObjectKey after() {
    return after;
  }

  @Nullable ObjectKey end() {
    return upTo;
  }

  /// Whether the span ends with this key.
  boolean reaches(ObjectKey key) {
    return upTo != null && key.equals(upTo);
  }

  KeySpan span() {
    return new KeySpan(after, upTo);
  }
}
