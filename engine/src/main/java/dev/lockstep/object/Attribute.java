package dev.lockstep.object;

import java.util.Locale;

/// What belongs to an object besides its bytes, as far as it can be kept or lost.
public enum Attribute {
  /// Content type, encoding, language and disposition, cache control and expiry.
  HEADERS,
  USER_METADATA,
  TAGS,
  STORAGE_CLASS,
  WEBSITE_REDIRECT,
  /// The checksum that the store keeps, apart from the ETag.
  CHECKSUM,
  /// How the object was cut into parts when it was written, and thereby its ETag.
  PART_LAYOUT,
  ACL,
  /// How the store encrypts, where that was asked for.
  ENCRYPTION,
  /// Retention and legal hold.
  OBJECT_LOCK;

  /// As it is written on the command line: `user-metadata`.
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// For people: `user metadata`.
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
