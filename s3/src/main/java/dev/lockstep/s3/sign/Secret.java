package dev.lockstep.s3.sign;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Text that must not be seen: it can't be printed, and two can be compared in constant time alone.
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return new Secret(value);
  }

  /// The text itself, for those who sign or send it.
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  private byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
