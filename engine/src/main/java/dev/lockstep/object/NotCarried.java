package dev.lockstep.object;

import java.util.Locale;

/// What belongs to an object where it is, and to none of its copies: stores take it from nobody, or
/// no run carries it yet. Every report says so.
public enum NotCarried {
  OWNER,
  /// A copy is as old as its writing.
  CREATION_TIME,
  VERSION_ID,
  OLDER_VERSIONS,
  DELETE_MARKERS;

  /// As it is written in JSON and on the command line: `creation-time`.
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// For people: `creation time`.
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
