package dev.lockstep.drill;

/// What a drill holds the program, and the stores, to.
public enum Promise {
  NO_FALSE_SUCCESS("a run that says 'in step' has made it so"),
  HONEST_END("a run that fails says so"),
  NOTHING_LOST("what was right at the destination stays"),
  NOTHING_HALF_WRITTEN("an object appears whole or not at all"),
  HEALED("the next run ends in step"),
  NO_UPLOAD_LEFT("no upload is left open"),
  SOURCE_UNTOUCHED("the source stays as it was"),
  LITTLE_REPEATED("what was done before a kill is not done again"),
  NOTHING_TO_DO("nothing is left to be done by a next run");

  private final String words;

  Promise(String words) {
    this.words = words;
  }

  /// For people.
  public String words() {
    return words;
  }
}
