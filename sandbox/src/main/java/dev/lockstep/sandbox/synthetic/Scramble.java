package dev.lockstep.sandbox.synthetic;

/// Numbers that look random and depend on nothing but what they are made of.
final class Scramble {
  private Scramble() {}

  /// The splitmix64 generator's output function over a seed and a number.
  static long of(long seed, long number) {
    long z = seed + (number + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /// A number from 0 to `bound` - 1.
  static long below(long bound, long seed, long number) {
    return Long.remainderUnsigned(of(seed, number), bound);
  }
}
