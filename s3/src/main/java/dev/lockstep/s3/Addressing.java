package dev.lockstep.s3;

/// Where the bucket stands in a request: the `addressing_style` of a profile.
public enum Addressing {
  /// In the host name at AWS, in the path elsewhere.
  AUTO,
  /// In the path.
  PATH,
  /// In the host name.
  VIRTUAL
}
