package dev.lockstep.cli;

import dev.lockstep.job.SyncReport.RunFailure;

/// What the process tells its caller at the end.
enum ExitCode {
  /// Done and in step; of a comparison, identical.
  DONE(0),
  /// Finished, but not in step: failures or differences.
  NOT_IN_STEP(1),
  /// Wrong usage or configuration, or a file that the user named and that can't be used.
  WRONG_USAGE(2),
  /// Refused, because going on would not have been safe.
  REFUSED(3),
  /// A store could not be reached or used.
  STORE_UNUSABLE(4);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /// Of a run that ended early. A local file that the user did not name, such as the list of keys
  /// to delete, says nothing about what was typed.
  static ExitCode of(RunFailure failure) {
    if (failure.code().equals("LocalFile")) {
      return NOT_IN_STEP;
    }
    return failure.storeUnusable() ? STORE_UNUSABLE : REFUSED;
  }

  int code() {
    return code;
  }
}
