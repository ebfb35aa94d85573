package dev.lockstep.cli;

import dev.lockstep.job.RunFailure;

/// What the process tells its caller at the end.
enum ExitCode {
  /// Done and in step; of a comparison, identical.
  DONE(0),
  /// Finished, but not in step: failures or differences.
  NOT_IN_STEP(1),
  /// Wrong usage or configuration, or a local file that can't be used.
  WRONG_USAGE(2),
  /// Refused, because going on would not have been safe.
  REFUSED(3),
  /// A store could not be reached or used.
  STORE_UNUSABLE(4);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /// Of a run that ended early.
  static ExitCode of(RunFailure failure) {
    return switch (failure.cause()) {
      case STORE -> STORE_UNUSABLE;
      case SAFETY -> REFUSED;
      case LOCAL_FILE -> WRONG_USAGE;
    };
  }

  int code() {
    return code;
  }
}
