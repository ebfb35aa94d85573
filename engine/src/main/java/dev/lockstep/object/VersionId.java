package dev.lockstep.object;

import java.util.regex.Pattern;

/// The name that a store gave to one version of an object; `null` (the word) where versioning is
/// off or suspended.
public record VersionId(String value) {
  /// The id of what was written while versioning was off or suspended.
  public static final VersionId NULL = new VersionId("null");

  private static final Pattern UUIDS =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

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

  /// Whether it has the form of a UUID, which nobody gives twice.
  public boolean isUuid() {
    return UUIDS.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
