package dev.lockstep.listing;

import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.stream.IntStream;

/// Shares out what is left of a range by the values of one character, and by those of the next two
/// where that makes too few pieces. All values of a character are taken to begin as many keys.
final class Cuts {
  private final int[] at;
  private final int shared;
  private final List<Integer> values;
  private final List<Integer> next;
  private final int begin;

  /// @param at where the walker stands
  /// @param shared how many characters all keys further on have in common; the next one differs
  /// @param sibling the first key further on of which that character differs from the walker's
  /// @param values that this character takes, the walker's too
  Cuts(int[] at, int shared, int[] sibling, NavigableSet<Integer> values, Alphabet alphabet) {
    this.at = at;
    this.shared = shared;
    this.values = List.copyOf(values);
    List<Integer> after = new ArrayList<>();
    for (int[] key : List.of(at, sibling)) {
      if (shared + 1 < key.length) {
        after.add(key[shared + 1]);
      }
    }
    this.next = alphabet.like(after);
    this.begin = after.isEmpty() ? 0 : Math.max(0, next.indexOf(after.getFirst()));
  }

  /// Ascending keys, all behind the walker's.
  ///
  /// @param most how many at the most
  List<ObjectKey> evenly(int most) {
    int units = next.isEmpty() || values.size() > most ? 1 : next.size();
    int begun = units == 1 ? 0 : begin;
    long left = (long) values.size() * units - begun;
    List<ObjectKey> cuts = new ArrayList<>();
    long before = begun;
    for (int i = 1; i <= most; i++) {
      long unit = begun + left * i / (most + 1);
      if (unit > before) {
        int rest = (int) (left * i % (most + 1)) * units / (most + 1);
        cuts.add(cut(values.get((int) (unit / units)), (int) (unit % units), rest));
        before = unit;
      }
    }
    return cuts;
  }

  /// @param second of the next character's values; the third's are taken to be the same
  private ObjectKey cut(int value, int second, int third) {
    if (third > 0) {
      return key(at, shared, value, next.get(second), next.get(third));
    }
    return second > 0 ? key(at, shared, value, next.get(second)) : key(at, shared, value);
  }

  /// As many characters as that of this key, and then these.
  static ObjectKey key(int[] key, int length, int... more) {
    StringBuilder text = new StringBuilder();
    IntStream.concat(IntStream.of(key).limit(length), IntStream.of(more))
        .forEach(text::appendCodePoint);
    return ObjectKey.of(text.toString());
  }
}
