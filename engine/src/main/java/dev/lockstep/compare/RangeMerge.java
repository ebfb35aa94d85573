package dev.lockstep.compare;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.listing.Pages;
import dev.lockstep.listing.RangePages;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Merges the two listings of one range in key order. One thread.
final class RangeMerge {
  /// Hears of each key once, with the rows it stands in.
  interface Sink {
    void both(EntryPage source, int row, EntryPage destination, int otherRow);

    void onlyInSource(EntryPage source, int row);

    void onlyInDestination(EntryPage destination, int row);

    /// All keys of a span have been handled: the next piece of the range.
    void pieceDone(KeySpan span);
  }

  private final KeyRange range;
  private final SideOfMerge source;
  private final SideOfMerge destination;
  private final Sink sink;

  /// @param sourcePages how the source is listed
  RangeMerge(
      KeyRange range,
      BucketScope source,
      RangePages sourcePages,
      BucketScope destination,
      Executor fetcher,
      Sink sink) {
    this(
        range,
        new SideOfMerge(source.prefix(), sourcePages.of(source, range, fetcher)),
        new SideOfMerge(destination.prefix(), RangePages.CURRENT.of(destination, range, fetcher)),
        sink);
  }

  private RangeMerge(KeyRange range, SideOfMerge source, SideOfMerge destination, Sink sink) {
    this.range = range;
    this.source = source;
    this.destination = destination;
    this.sink = sink;
  }

  /// Of rows that are whole, and cut nowhere.
  ///
  /// @param sourcePrefix what all keys of the source begin with
  static RangeMerge whole(
      ObjectKey sourcePrefix,
      Pages source,
      ObjectKey destinationPrefix,
      Pages destination,
      Sink sink) {
    return new RangeMerge(
        KeyRange.everything(),
        new SideOfMerge(sourcePrefix, source),
        new SideOfMerge(destinationPrefix, destination),
        sink);
  }

  void run() {
    ObjectKey after = range.after();
    while (fill()) {
      ObjectKey reach = reach();
      ObjectKey end = range.claim(reach);
      ObjectKey upTo = end == null ? reach : end;
      mergeTo(source.rowsUpTo(upTo), destination.rowsUpTo(upTo));
      sink.pieceDone(new KeySpan(after, upTo));
      after = upTo;
      if (end != null) {
        source.checkSeam(end);
        destination.checkSeam(end);
        return;
      }
    }
    range.ended();
    sink.pieceDone(new KeySpan(after, range.last()));
  }

  /// Whether at least one side has a row.
  private boolean fill() {
    boolean inSource = source.fill();
    return destination.fill() || inSource;
  }

  /// Up to which key both sides are known: the smaller of the last keys of the two pages at hand.
  private ObjectKey reach() {
    ObjectKey one = source.lastKey();
    ObjectKey other = destination.lastKey();
    if (one == null || other == null) {
      return one == null ? nonNull(other) : one;
    }
    return one.compareTo(other) < 0 ? one : other;
  }

  private static ObjectKey nonNull(@Nullable ObjectKey key) {
    if (key == null) {
      throw new IllegalStateException("Neither side has a page");
    }
    return key;
  }

  private void mergeTo(int sourceEnd, int destinationEnd) {
    EntryPage left = source.page;
    EntryPage right = destination.page;
    int row = source.row;
    int otherRow = destination.row;
    while (left != null && right != null && row < sourceEnd && otherRow < destinationEnd) {
      int order = order(left, row, right, otherRow);
      if (order == 0) {
        sink.both(left, row++, right, otherRow++);
      } else if (order < 0) {
        sink.onlyInSource(left, row++);
      } else {
        sink.onlyInDestination(right, otherRow++);
      }
    }
    while (left != null && row < sourceEnd) {
      sink.onlyInSource(left, row++);
    }
    while (right != null && otherRow < destinationEnd) {
      sink.onlyInDestination(right, otherRow++);
    }
    source.row = row;
    destination.row = otherRow;
  }

  private int order(EntryPage left, int row, EntryPage right, int otherRow) {
    return Arrays.compareUnsigned(
        left.keyBytes(),
        left.keyStart(row) + source.prefixLength,
        left.keyEnd(row),
        right.keyBytes(),
        right.keyStart(otherRow) + destination.prefixLength,
        right.keyEnd(otherRow));
  }

  /// The page that one side has come to, and the row in it.
  private static final class SideOfMerge {
    final int prefixLength;
    private final Pages listing;
    @Nullable EntryPage page;
    int row;

    SideOfMerge(ObjectKey prefix, Pages listing) {
      this.listing = listing;
      this.prefixLength = prefix.length();
    }

    /// Takes the next page if this one is done.
    ///
    /// @return whether there is a row
    boolean fill() {
      if (page == null || row == page.count()) {
        page = listing.nextPage();
        row = 0;
      }
      return page != null;
    }

    /// Makes sure that whoever starts at the range's end finds what this walk has found behind it:
    /// a page that is there reaches beyond.
    void checkSeam(ObjectKey end) {
      if (page != null) {
        listing.checkSeam(end, page.key(row));
      }
    }

    @Nullable ObjectKey lastKey() {
      return page == null ? null : page.key(page.count() - 1).after(prefixLength);
    }

    /// The number of rows, from the page's beginning, whose keys are not behind this one.
    int rowsUpTo(ObjectKey key) {
      if (page == null) {
        return 0;
      }
      byte[] bytes = page.keyBytes();
      int low = row;
      int high = page.count();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (key.compareTo(bytes, page.keyStart(middle) + prefixLength, page.keyEnd(middle)) >= 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}
