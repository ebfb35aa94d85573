package dev.lockstep.drill;

/// What came of the kills.
///
/// @param kills how often the program was killed
/// @param runs how often it was started
/// @param objects how many small and large objects all runs that came to an end copied
/// @param parts how many parts they sent
/// @param repeatedObjects how many of the objects stood at the destination before
/// @param repeatedParts how many of the parts the store had taken before, and the program had heard
public record KillTally(
    int kills, int runs, long objects, long parts, long repeatedObjects, long repeatedParts) {
  static final KillTally NONE = new KillTally(0, 0, 0, 0, 0, 0);

  KillTally killed() {
    return new KillTally(kills + 1, runs + 1, objects, parts, repeatedObjects, repeatedParts);
  }

  KillTally ended(
      long moreObjects, long moreParts, long moreRepeatedObjects, long moreRepeatedParts) {
    return new KillTally(
        kills,
        runs + 1,
        objects + moreObjects,
        parts + moreParts,
        repeatedObjects + moreRepeatedObjects,
        repeatedParts + moreRepeatedParts);
  }
}
