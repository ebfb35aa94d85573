package dev.lockstep.cli;

import java.util.Collection;
import java.util.Optional;

/// Finds which known name somebody may have meant.
final class NearestName {
  private NearestName() {}

  /// The known name that takes the fewest single-character slips (one left out, added, exchanged,
  /// or two swapped) to get there; empty when more than a third of the characters would be slips.
  static Optional<String> of(String typed, Collection<String> known) {
    String nearest = null;
    int fewest = Integer.MAX_VALUE;
    for (String name : known) {
      int slips = slips(typed, name);
      if (slips < fewest) {
        fewest = slips;
        nearest = name;
      }
    }
    boolean near =
        nearest != null && fewest <= Math.max(1, Math.max(typed.length(), nearest.length()) / 3);
    return near ? Optional.ofNullable(nearest) : Optional.empty();
  }

  /// The optimal string alignment distance.
  private static int slips(String one, String other) {
    int[][] distance = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        distance[i][j] = i == 0 || j == 0 ? i + j : step(distance, one, other, i, j);
      }
    }
    return distance[one.length()][other.length()];
  }

  private static int step(int[][] distance, String one, String other, int i, int j) {
    int exchanged = distance[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
    int least = Math.min(exchanged, 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(least, 1 + distance[i - 2][j - 2]) : least;
  }
}
