package dev.lockstep.object;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What belongs to an object where it is, and to no copy of it alone: stores take it from nobody,
/// or it takes a run that brings histories over. Every report says so.
public enum NotCarried {
  OWNER,
  /// A copy is as old as its writing.
  CREATION_TIME,
  VERSION_ID,
  OLDER_VERSIONS,
  DELETE_MARKERS;

  /// What a run leaves behind.
  ///
  /// @param histories whether it brings version histories over
  /// @param identities whether each version has kept its id and its time
  public static List<NotCarried> by(boolean histories, boolean identities) {
    return Arrays.stream(values())
        .filter(it ->
            switch (it) {
              case OWNER -> true;
              case CREATION_TIME, VERSION_ID -> !identities;
              case OLDER_VERSIONS, DELETE_MARKERS -> !histories;
            })
        .toList();
  }

  /// As it is written in JSON and on the command line: `creation-time`.
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// For people: `creation time`.
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
