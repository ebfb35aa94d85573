package dev.lockstep.job;

/// What was asked for, to be run once.
public interface Job {
  /// Does it. Whatever happens to single objects ends in the report.
  SyncReport run();

  /// Ends it early: what is under way is finished, parts of large objects excepted, and the next
  /// run goes on. Any thread may call, at any time.
  void stop();
}
