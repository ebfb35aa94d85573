package dev.lockstep.sort;

import dev.lockstep.listing.ListingDisorder;

/// Leaves out what comes twice in a sorted sequence of rows. One thread.
final class Repeats {
  private final SortedRows of;
  private byte[] last = new byte[0];
  private int lastLength;
  private long count;

  Repeats(SortedRows of) {
    this.of = of;
  }

  /// Whether the row is the one before once more.
  ///
  /// @throws ListingDisorder when it has the same key, and is another object
  boolean isRepeated(byte[] in, int at) {
    if (of.versions()) {
      return false;
    }
    if (lastLength > 0 && RowBytes.compareKeys(last, 0, in, at) == 0) {
      if (!RowBytes.sameFacts(last, 0, in, at)) {
        throw new ListingDisorder(
            of.name(),
            "it has '"
                + RowBytes.key(in, at)
                + "' twice, with another ETag, size or time each"
                + (of.listed() ? "; if it was overwritten meanwhile, run again" : ""));
      }
      count++;
      return true;
    }
    lastLength = RowBytes.length(in, at);
    if (lastLength > last.length) {
      last = new byte[2 * lastLength];
    }
    System.arraycopy(in, at, last, 0, lastLength);
    return false;
  }

  /// How many rows have been left out.
  long count() {
    return count;
  }
}
