package dev.lockstep.fault;

/// What is run.
enum Verb {
  COMPARE("compare"),
  SYNC("sync"),
  SYNC_DELETE("sync --delete"),
  SYNC_VERSIONS("sync --versions all");

  private final String words;

  Verb(String words) {
    this.words = words;
  }

  boolean deletes() {
    return this == SYNC_DELETE;
  }

  /// Whether it is about all versions of each key.
  boolean histories() {
    return this == SYNC_VERSIONS;
  }

  boolean writes() {
    return this != COMPARE;
  }

  @Override
  public String toString() {
    return words;
  }
}
