package dev.lockstep.sandbox.store;

/// Whether a bucket keeps what was overwritten.
public enum Versioning {
  OFF(""),
  ENABLED("Enabled"),
  SUSPENDED("Suspended");

  private final String wireName;

  Versioning(String wireName) {
    this.wireName = wireName;
  }

  /// S3's word for it; empty where versioning was never switched on.
  public String wireName() {
    return wireName;
  }
}
