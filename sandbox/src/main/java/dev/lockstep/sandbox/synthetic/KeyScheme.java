package dev.lockstep.sandbox.synthetic;

import dev.lockstep.object.ObjectKey;

/// The keys of a synthetic bucket: each computed from its place, in the order of their bytes.
public interface KeyScheme {
  /// How many keys there are.
  long count();

  /// The key of a place, 0 to [#count] - 1. A later place has a key that sorts later.
  ObjectKey key(long place);

  /// `object-000000000042`: one level, one prefix.
  static KeyScheme flat(long count) {
    return new NumberedKeys(count, "object-", 0);
  }

  /// `00/00/00/12/34/56`: folders within folders, a hundred in each.
  static KeyScheme deep(long count) {
    return new NumberedKeys(count, "", 2);
  }

  /// 99 % of the keys under `hot/`, the others before and behind it: what splitting by the first
  /// letters divides worst.
  static KeyScheme hot(long count) {
    return new HotPrefixKeys(count);
  }

  /// Keys of one to four bytes a letter, in a random alphabet, evenly spread, of many lengths.
  static KeyScheme random(long count, long seed) {
    return new RandomKeys(count, seed);
  }
}
