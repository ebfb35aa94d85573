package dev.lockstep.copy;

import java.util.Locale;

/// What to do when, at the moment of writing, something else stands at the destination than was
/// listed there: somebody else has written it meanwhile.
public enum OnConflict {
  /// Write all the same: the destination is to hold what the source holds.
  OVERWRITE,
  /// Leave it, and say so.
  SKIP,
  /// Leave it, and count the object as failed.
  FAIL;

  /// As it is written on the command line: `overwrite`.
  public String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
