package dev.lockstep.fault;

/// What is run.
enum Verb {
  COMPARE("compare"),
  SYNC("sync"),
  SYNC_DELETE("sync --delete");

  private final String words;

  Verb(String words) {
    this.words = words;
  }

  boolean deletes() {
    return this == SYNC_DELETE;
  }

  boolean writes() {
    return this != COMPARE;
  }

  @Override
  public String toString() {
    return words;
  }
}
