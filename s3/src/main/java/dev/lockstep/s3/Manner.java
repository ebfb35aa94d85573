package dev.lockstep.s3;

/// How a request is to be treated.
enum Manner {
  /// Changes nothing.
  READ(false, true, false),
  /// Changes something, and twice is the same as once.
  WRITE(true, true, false),
  /// Changes something, and twice is not the same as once.
  WRITE_ONCE(true, false, false),
  /// As [#WRITE], and the store has to move data before it answers.
  SLOW_WRITE(true, true, true),
  /// As [#WRITE_ONCE], and the store has to move data before it answers.
  SLOW_WRITE_ONCE(true, false, true);

  final boolean writes;
  final boolean repeatable;
  final boolean slow;

  Manner(boolean writes, boolean repeatable, boolean slow) {
    this.writes = writes;
    this.repeatable = repeatable;
    this.slow = slow;
  }
}
