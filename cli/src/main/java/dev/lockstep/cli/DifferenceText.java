package dev.lockstep.cli;

import dev.lockstep.compare.Difference;

/// A difference in words.
final class DifferenceText {
  private DifferenceText() {}

  static String reason(Difference difference) {
    String words =
        switch (difference.reason()) {
          case ONLY_IN_SOURCE -> "only at the source";
          case ONLY_IN_DESTINATION -> "only at the destination";
          case SIZE -> "sizes differ";
          case ETAG -> "bytes differ, by their ETags";
          case CHECKSUM -> "bytes differ, by their checksums";
          case BYTES -> "bytes differ, both were read";
          case TIME -> "the source is newer";
          case HEADERS -> "content headers differ";
          case USER_METADATA -> "user metadata differs";
          case TAGS -> "tags differ";
          case VERSIONS -> "histories differ";
          case ORDER_UNKNOWN -> "what it was then is not known";
          case UNDECIDED -> "could not be decided";
        };
    if (difference.explanation() != null) {
      return words + "; " + difference.explanation().words();
    }
    return difference.note().isEmpty() ? words : words + ": " + difference.note();
  }
}
