package dev.lockstep.copy;

/// Somebody told the run to stop, so this was not done, or not to its end.
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoppedException() {
    super("told to stop", null, false, false);
  }
}
