package dev.lockstep.object;

/// A store's name for how it keeps an object. The names are open: stores have their own.
public record StorageClass(String name) {
  public static final StorageClass STANDARD = new StorageClass("STANDARD");

  public StorageClass {
    if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException("'" + Printable.escape(name) + "' is no storage class");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
