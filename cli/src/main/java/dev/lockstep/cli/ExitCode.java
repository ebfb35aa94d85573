package dev.lockstep.cli;

import dev.lockstep.job.RunFailure;
import dev.lockstep.job.SyncReport;
import dev.lockstep.plan.DeleteFirewall.Refusal;
import dev.lockstep.state.StateException;

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
  STORE_UNUSABLE(4),
  /// Told to stop; the same line goes on.
  STOPPED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /// Of a run that ended early. A local file that the user did not name, such as the list of keys
  /// to delete, says nothing about what was typed.
  static ExitCode of(RunFailure failure) {
    return switch (failure.cause()) {
      case STORE -> STORE_UNUSABLE;
      case SAFETY -> REFUSED;
      case LOCAL_FILE -> NOT_IN_STEP;
      case STOPPED -> STOPPED;
    };
  }

  /// Of a sync. A dry run has done what was asked for, whatever it found.
  static ExitCode of(SyncReport report) {
    if (report.failure() != null) {
      return of(report.failure());
    }
    Refusal refusal = report.deletions().refusal();
    if (refusal != null && refusal.forSafety()) {
      return REFUSED;
    }
    return report.inSync() || report.dryRun() ? DONE : NOT_IN_STEP;
  }

  /// Of state that can't be read or written.
  static ExitCode of(StateException.Reason reason) {
    return switch (reason) {
      case HELD, FENCED -> REFUSED;
      case DAMAGED, NEWER, UNUSABLE -> WRONG_USAGE;
    };
  }

  int code() {
    return code;
  }
}
