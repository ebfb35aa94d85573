package dev.lockstep.listing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The characters that some keys are made of. Those of other keys are taken to be the same, and
/// those of one place in a key to be of few kinds: where there is a digit, there are all digits. So
/// it tells where to look, and how to share out evenly what was not looked at. One thread at a
/// time.
final class Alphabet {
  private enum Kind {
    DIGIT,
    UPPER,
    LOWER,
    OTHER
  }

  private final NavigableSet<Integer> characters = new TreeSet<>();

  void see(int[] key) {
    for (int character : key) {
      characters.add(character);
    }
  }

  /// Those of the same kinds as some, ascending.
  List<Integer> like(Iterable<Integer> some) {
    Set<Kind> kinds = new HashSet<>();
    some.forEach(character -> kinds.add(kind(character)));
    return characters.stream().filter(character -> kinds.contains(kind(character))).toList();
  }

  private static Kind kind(int character) {
    if (character >= '0' && character <= '9') {
      return Kind.DIGIT;
    }
    if (character >= 'A' && character <= 'Z') {
      return Kind.UPPER;
    }
    return character >= 'a' && character <= 'z' ? Kind.LOWER : Kind.OTHER;
  }

  /// Some of many, as far from one another as can be, the last one with them.
  static <T> List<T> spread(List<T> all, int most) {
    int count = Math.min(most, all.size());
    List<T> some = new ArrayList<>(count);
    IntStream.rangeClosed(1, count)
        .forEach(i -> some.add(all.get((int) ((long) all.size() * i / count) - 1)));
    return some;
  }
}
