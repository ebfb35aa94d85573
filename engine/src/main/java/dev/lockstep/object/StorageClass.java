package dev.lockstep.object;

/// A store's name for how it keeps an object. The names are open: stores have their own.
public record StorageClass(String name) {
  public static final StorageClass STANDARD = new StorageClass("STANDARD");

  public StorageClass {
    if (!isVisible(name)) {
      throw new IllegalArgumentException("'" + Printable.escape(name) + "' is no storage class");
    }
  }

  /// The same as the constructor's; the one that nearly every object has is not made anew.
  public static StorageClass of(String name) {
    return name.equals(STANDARD.name) ? STANDARD : new StorageClass(name);
  }

  private static boolean isVisible(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c >= 127) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  @Override
  public String toString() {
    return name;
  }
}
