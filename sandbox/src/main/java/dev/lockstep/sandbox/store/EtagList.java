package dev.lockstep.sandbox.store;

/// The value of an `If-Match` or `If-None-Match`.
final class EtagList {
  static final String ANY = "*";

  private EtagList() {}

  /// Whether one of the tags of the list is this one. Quotes may be missing.
  static boolean matches(String list, String etag) {
    for (String one : list.split(",", -1)) {
      String tag = one.strip();
      if (tag.equals(ANY)) {
        return true;
      }
      if (tag.startsWith("W/")) {
        tag = tag.substring(2);
      }
      if (tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"")) {
        tag = tag.substring(1, tag.length() - 1);
      }
      if (tag.equals(etag)) {
        return true;
      }
    }
    return false;
  }
}
