package dev.lockstep.object;

/// The name that a store gave to one version of an object; `null` (the word) where versioning is
/// off or suspended.
public record VersionId(String value) {
  /// The id of what was written while versioning was off or suspended.
  public static final VersionId NULL = new VersionId("null");

  public VersionId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("A version id is not empty");
    }
  }

  /// Whether it is the one id that is given again: what bears it is replaced by what is written
  /// next while versioning is suspended.
  public boolean isNull() {
    return value.equals(NULL.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
