package dev.lockstep.drill;

/// Ends a drill at the first promise that did not hold: what comes behind it would say little.
final class BrokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Broken broken;

  BrokenException(Promise promise, String trial, String key, String what) {
    super(promise + ", " + trial + ": " + key + " " + what);
    this.broken = new Broken(promise, trial, key, what);
  }

  Broken broken() {
    return broken;
  }
}
