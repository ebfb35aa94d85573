package dev.lockstep.cli;

/// What the process tells its caller at the end.
enum ExitCode {
  /// Done and in step; of a comparison, identical.
  DONE(0),
  /// Finished, but not in step: failures or differences.
  NOT_IN_STEP(1),
  /// Wrong usage or configuration.
  WRONG_USAGE(2),
  /// Refused, because going on would not have been safe.
  REFUSED(3),
  /// A store could not be reached or used.
  STORE_UNUSABLE(4);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
