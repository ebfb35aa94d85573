package dev.lockstep.listing;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Finds keys in the midst of what is left of a range, by a few listings of one key each.
///
/// The walker stands at some key. First the leftmost character is found at which keys further on
/// still differ from it: "is there anything behind all keys that begin with these n characters" is
/// monotone in n, so a binary search finds it. Then that character's further values are sounded in
/// doubling steps, and the range is cut evenly through them. Any cut is right, a good one is merely
/// fairer; a half that is still long is cut again.
///
/// Split points are valid UTF-8, as stores refuse others. Any thread may call.
final class SplitPoints {
  private final List<BucketScope> scopes;
  private final LongAdder requests = new LongAdder();

  SplitPoints(List<BucketScope> scopes) {
    this.scopes = List.copyOf(scopes);
  }

  /// How many requests the searches have cost so far.
  long requests() {
    return requests.sum();
  }

  /// Keys at which to cut, ascending; behind the last of them there is something left of the range.
  /// Empty when there is nothing to cut, or the store does not let a listing start anywhere.
  ///
  /// @param most how many at the most, 1 or more
  List<ObjectKey> find(KeyRange range, int most) {
    for (BucketScope scope : scopes) {
      List<ObjectKey> found = search(scope, range, most);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /// A store may refuse to start at a key that is none, as being too long: then nothing is cut.
  private List<ObjectKey> search(BucketScope scope, KeyRange range, int most) {
    try {
      return new Search(scope, range).run(most);
    } catch (StoreException e) {
      if (e.failure().refusal()) {
        return List.of();
      }
      throw e;
    }
  }

  private final class Search {
    private static final int LARGEST = Character.MAX_CODE_POINT;

    private final BucketScope scope;
    private final @Nullable ObjectKey last;
    private final int[] at;

    Search(BucketScope scope, KeyRange range) {
      this.scope = scope;
      this.last = range.last();
      this.at = range.claimed().text().codePoints().toArray();
    }

    List<ObjectKey> run(int most) {
      int length = leftmostChange();
      int[] sibling = length == 0 ? null : points(firstAfter(bound(length + 1, LARGEST)));
      if (sibling == null || sibling.length < length) {
        return List.of();
      }
      int first = sibling[length - 1];
      int span = furthest(length, first) - first;
      List<ObjectKey> cuts = new ArrayList<>();
      int before = -1;
      for (int i = 0; i < most; i++) {
        int point = first + (int) ((span + 1L) * (i + 1) / (most + 1));
        int valid = surrogate(point) ? Character.MIN_SURROGATE - 1 : point;
        if (valid > before) {
          cuts.add(bound(length, valid));
          before = valid;
        }
      }
      return cuts;
    }

    /// The smallest number of characters such that something follows all the keys that begin with
    /// them; 0 when nothing does.
    private int leftmostChange() {
      int low = 0;
      int high = at.length + 1;
      while (high - low > 1) {
        int middle = (low + high) >>> 1;
        if (firstAfter(bound(middle + 1, LARGEST)) == null) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return high > at.length ? 0 : high;
    }

    /// The largest value, found in doubling steps, that the character may have with something still
    /// behind it.
    private int furthest(int length, int first) {
      int furthest = first;
      for (int step = 1; first + step < LARGEST; step *= 2) {
        int value = first + step;
        int[] next = surrogate(value) ? null : points(firstAfter(bound(length, value)));
        if (next == null || next.length < length || !sharesBeginning(next, length - 1)) {
          break;
        }
        furthest = Math.max(furthest, next[length - 1]);
      }
      return furthest;
    }

    private boolean sharesBeginning(int[] key, int length) {
      for (int i = 0; i < length; i++) {
        if (key[i] != at[i]) {
          return false;
        }
      }
      return true;
    }

    /// The first `length - 1` characters of where the walker stands, and then this one.
    private ObjectKey bound(int length, int point) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length - 1; i++) {
        text.appendCodePoint(at[i]);
      }
      return ObjectKey.of(text.appendCodePoint(point).toString());
    }

    private static boolean surrogate(int point) {
      return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    /// The first key behind `bound` that belongs to the range.
    private @Nullable ObjectKey firstAfter(ObjectKey bound) {
      requests.increment();
      ListingRequest request =
          new ListingRequest(scope.prefix(), scope.prefix().then(bound), null, 1);
      ListingPage page = scope.store().listObjects(scope.bucket(), request);
      if (page.entries().count() == 0) {
        return null;
      }
      ObjectKey found = page.entries().key(0);
      if (!found.startsWith(scope.prefix())) {
        throw ListingDisorder.foreign(scope, found);
      }
      ObjectKey key = found.after(scope.prefix().length());
      return last != null && key.compareTo(last) > 0 ? null : key;
    }

    private static int @Nullable [] points(@Nullable ObjectKey key) {
      return key == null ? null : key.text().codePoints().toArray();
    }
  }
}
