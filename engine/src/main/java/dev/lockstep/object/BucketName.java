package dev.lockstep.object;

/// The name of a bucket. Stores differ in what they allow, so only what could leave the bucket's
/// own path is refused.
public record BucketName(String value) {
  public BucketName {
    if (value.isEmpty() || value.length() > 255) {
      throw new IllegalArgumentException("A bucket's name has 1 to 255 characters");
    }
    if (value.equals(".") || value.equals("..") || !value.chars().allMatch(BucketName::allowed)) {
      throw new IllegalArgumentException(
          "'" + Printable.escape(value) + "' is no name of a bucket");
    }
  }

  private static boolean allowed(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '.'
        || c == '-'
        || c == '_'
        || c == ':';
  }

  @Override
  public String toString() {
    return value;
  }
}
