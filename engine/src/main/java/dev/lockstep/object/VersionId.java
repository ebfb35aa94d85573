package dev.lockstep.object;

/// The name that a store gave to one version of an object; `null` (the word) where versioning is
/// off or suspended.
public record VersionId(String value) {
  public VersionId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("A version id is not empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
