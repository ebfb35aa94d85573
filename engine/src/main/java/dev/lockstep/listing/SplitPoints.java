package dev.lockstep.listing;

import static java.util.Objects.requireNonNull;

import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds keys in the midst of what is left of a range, by short listings, many of them at once, so
/// that a far store is soon cut: most often two rounds do.
///
/// The walker stands at some key. First the leftmost character is found at which keys further on
/// still differ from it: "is there anything behind all keys that begin with these n characters" is
/// monotone in n, so it can be searched for. Then that character's further values are looked for,
/// where the [Alphabet] of the keys seen on the way suggests some, and [Cuts] are made evenly
/// through them. Any cut is right, a good one is merely fairer; a piece that is still long is cut
/// again.
///
/// Split points are valid UTF-8, as stores refuse others. Any thread may call.
final class SplitPoints {
  /// How many questions are asked at once.
  private static final int AT_ONCE = 16;

  /// The first one answers; the others show what keys are made of.
  private static final int KEYS_OF_AN_ANSWER = 100;

  /// How many places in a key are asked about at first where few cuts are wanted.
  private static final int NEAR = 3;

  /// How many values of a character are looked for, so that cuts are fair.
  private static final int POINTS_OF_A_CUT = 4;

  private static final int LEVELS = 3;

  private final List<BucketScope> scopes;
  private final KeysBehind look;
  private final ExecutorService threads;
  private final LongAdder requests = new LongAdder();

  /// @param look how a scope is looked into
  SplitPoints(List<BucketScope> scopes, KeysBehind look, ExecutorService threads) {
    this.scopes = List.copyOf(scopes);
    this.look = look;
    this.threads = threads;
  }

  /// How many requests the searches have cost so far.
  long requests() {
    return requests.sum();
  }

  /// Keys at which to cut, ascending; behind the last of them there is most often something left.
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
    private final Alphabet alphabet = new Alphabet();

    /// How many characters of `at` all keys have that count.
    private int within;

    /// The first key behind all that begin as `at` does, up to the leftmost change.
    private int @Nullable [] sibling;

    Search(BucketScope scope, KeyRange range) {
      this.scope = scope;
      this.last = range.last();
      this.at = points(range.claimed());
    }

    /// What is behind the walker and still begins as its key does is looked at too, where the rest
    /// makes few pieces.
    List<ObjectKey> run(int most) {
      List<ObjectKey> cuts = new ArrayList<>();
      within = last == null ? 0 : shared(points(last));
      for (int level = 0; level < LEVELS && 2 * cuts.size() < most; level++) {
        int length = leftmostChange(most < NEAR ? NEAR : AT_ONCE);
        if (length == 0) {
          break;
        }
        cuts.addAll(0, cuts(length, most - cuts.size()));
        within = length;
      }
      return cuts;
    }

    private List<ObjectKey> cuts(int length, int most) {
      int[] next = requireNonNull(sibling);
      NavigableSet<Integer> values = values(length, next[length - 1], most);
      values.add(at[length - 1]);
      return new Cuts(at, length - 1, next, values, alphabet).evenly(most);
    }

    /// The smallest number of characters such that something follows all the keys that begin with
    /// them; 0 when nothing does.
    ///
    /// @param likely how many are asked about at first, right behind what all keys share: one of
    ///   them is most often the one
    private int leftmostChange(int likely) {
      int low = within;
      int high = at.length + 1;
      while (high - low > 1) {
        List<Integer> lengths =
            low == within
                ? IntStream.range(low + 1, high).limit(likely).boxed().toList()
                : lengthsBetween(low, high);
        List<int @Nullable []> behind =
            firstAfter(lengths.stream().map(n -> bound(n + 1, LARGEST)).toList());
        for (int i = lengths.size() - 1; i >= 0; i--) {
          int[] key = behind.get(i);
          if (key == null) {
            low = Math.max(low, lengths.get(i));
          } else {
            high = lengths.get(i);
            sibling = key;
          }
        }
      }
      boolean found = high <= at.length && sibling != null && sibling.length >= high;
      return found && sharesBeginning(requireNonNull(sibling), high - 1) ? high : 0;
    }

    private static List<Integer> lengthsBetween(int low, int high) {
      int step = Math.max(1, (high - low + AT_ONCE) / (AT_ONCE + 1));
      return IntStream.rangeClosed(1, AT_ONCE)
          .map(i -> low + i * step)
          .takeWhile(length -> length < high)
          .boxed()
          .toList();
    }

    private int shared(int[] other) {
      int mismatch = Arrays.mismatch(at, other);
      return mismatch < 0 ? at.length : mismatch;
    }

    private boolean sharesBeginning(int[] key, int length) {
      return shared(key) >= length;
    }

    /// Values that the character takes further on: looked for where the alphabet has some, and in
    /// doubling steps as long as there is something behind those.
    private NavigableSet<Integer> values(int length, int first, int most) {
      NavigableSet<Integer> values = new TreeSet<>(Set.of(first));
      int largest = largest(length);
      List<Integer> likely =
          alphabet.like(List.of(at[length - 1], first)).stream()
              .filter(character -> character > first && character <= largest)
              .toList();
      List<Integer> points =
          new ArrayList<>(Alphabet.spread(likely, Math.min(AT_ONCE - 1, POINTS_OF_A_CUT * most)));
      points.add((points.isEmpty() ? first : points.getLast()) + 1);
      boolean more = true;
      while (more) {
        List<Integer> found = valuesAfter(points, length);
        values.addAll(found);
        int furthest = points.getLast();
        more = found.size() == points.size();
        points =
            IntStream.range(0, AT_ONCE)
                .map(i -> furthest + (1 << i))
                .takeWhile(point -> point < LARGEST)
                .boxed()
                .toList();
        more &= !points.isEmpty();
      }
      return values;
    }

    /// The largest value that the character can have in this range.
    private int largest(int length) {
      int[] end = last == null ? new int[0] : points(last);
      return end.length >= length && sharesBeginning(end, length - 1) ? end[length - 1] : LARGEST;
    }

    /// The values of the character in the first keys behind these points.
    private List<Integer> valuesAfter(List<Integer> points, int length) {
      List<Integer> values = new ArrayList<>();
      List<ObjectKey> bounds =
          points.stream().map(point -> bound(length, withoutSurrogates(point))).toList();
      for (int[] key : firstAfter(bounds)) {
        if (key != null && key.length >= length && sharesBeginning(key, length - 1)) {
          values.add(key[length - 1]);
        }
      }
      return values;
    }

    /// The first `length - 1` characters of where the walker stands, and then this one.
    private ObjectKey bound(int length, int point) {
      return Cuts.key(at, length - 1, point);
    }

    /// For each bound the first key behind it that belongs to the range and counts; null for none.
    private List<int @Nullable []> firstAfter(List<ObjectKey> bounds) {
      List<Callable<EntryPage>> questions = new ArrayList<>();
      for (ObjectKey bound : bounds) {
        questions.add(() -> someAfter(bound));
      }
      List<int @Nullable []> first = new ArrayList<>();
      try {
        for (Future<EntryPage> answer : threads.invokeAll(questions)) {
          first.add(firstOf(answer.get()));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted", e);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e);
      }
      return first;
    }

    private EntryPage someAfter(ObjectKey bound) {
      requests.increment();
      return look.fetch(scope, scope.prefix().then(bound), KEYS_OF_AN_ANSWER);
    }

    private int @Nullable [] firstOf(EntryPage answer) {
      for (int row = 0; row < answer.count(); row++) {
        alphabet.see(points(relative(answer.key(row))));
      }
      if (answer.count() == 0) {
        return null;
      }
      ObjectKey first = relative(smallest(answer));
      int[] key = points(first);
      boolean beyond = last != null && first.compareTo(last) > 0;
      return beyond || !sharesBeginning(key, within) ? null : key;
    }

    /// Some stores list delete markers apart from versions.
    private static ObjectKey smallest(EntryPage answer) {
      ObjectKey smallest = answer.key(0);
      for (int row = 1; row < answer.count(); row++) {
        ObjectKey key = answer.key(row);
        smallest = key.compareTo(smallest) < 0 ? key : smallest;
      }
      return smallest;
    }

    private ObjectKey relative(ObjectKey found) {
      if (!found.startsWith(scope.prefix())) {
        throw ListingDisorder.foreign(scope, found);
      }
      return found.after(scope.prefix().length());
    }

    private static int[] points(ObjectKey key) {
      return key.text().codePoints().toArray();
    }

    private static int withoutSurrogates(int point) {
      boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      return surrogate ? Character.MIN_SURROGATE - 1 : point;
    }
  }
}
