package dev.lockstep.sandbox.synthetic;

import dev.lockstep.object.ObjectKey;
import java.util.TreeSet;

/// Keys in a random alphabet. Their first letters are a number that grows with the place, in steps
/// that are random themselves; the letters behind only make keys of different lengths.
final class RandomKeys implements KeyScheme {
  private static final int LETTERS = 48;
  private static final int LONGEST_TAIL = 12;

  /// The last of the letters that take one, two and three bytes, and of some that take four.
  private static final int[] LAST = {0x7e, 0x7ff, 0xd7ff, 0x1fbff};

  private static final int[] FIRST = {0x20, 0xa1, 0x3041, 0x1f300};

  private final long count;
  private final long seed;
  private final int[] alphabet;
  private final int width;
  private final long step;

  RandomKeys(long count, long seed) {
    this.count = count;
    this.seed = seed;
    this.alphabet = alphabet(seed);
    long space = LETTERS;
    int letters = 1;
    while (space / 16 < count) {
      space *= LETTERS;
      letters++;
    }
    this.width = letters;
    this.step = space / count;
  }

  /// Sorted: code points sort as their UTF-8 does.
  private static int[] alphabet(long seed) {
    TreeSet<Integer> letters = new TreeSet<>();
    for (long i = 0; letters.size() < LETTERS; i++) {
      int kind = (int) Scramble.below(FIRST.length, seed, 2 * i);
      int span = LAST[kind] - FIRST[kind] + 1;
      letters.add(FIRST[kind] + (int) Scramble.below(span, seed, 2 * i + 1));
    }
    return letters.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public ObjectKey key(long place) {
    long number = place * step + Scramble.below(step, seed ^ 1, place);
    int[] letters = new int[width];
    for (int i = width - 1; i >= 0; i--) {
      letters[i] = alphabet[(int) (number % LETTERS)];
      number /= LETTERS;
    }
    StringBuilder key = new StringBuilder();
    for (int letter : letters) {
      key.appendCodePoint(letter);
    }
    long tail = Scramble.below(LONGEST_TAIL, seed ^ 2, place);
    for (int i = 0; i < tail; i++) {
      key.appendCodePoint(alphabet[(int) Scramble.below(LETTERS, place ^ seed, i)]);
    }
    return ObjectKey.of(key.toString());
  }
}
