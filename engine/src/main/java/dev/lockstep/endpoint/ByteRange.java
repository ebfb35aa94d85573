package dev.lockstep.endpoint;

/// Bytes `first` to `last` of an object, both included, counted from 0.
public record ByteRange(long first, long last) {
  public ByteRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("No range: " + first + " to " + last);
    }
  }

  public static ByteRange of(long offset, long length) {
    return new ByteRange(offset, offset + length - 1);
  }

  public long length() {
    return last - first + 1;
  }

  /// As the headers `Range` and `x-amz-copy-source-range` want it.
  @Override
  public String toString() {
    return "bytes=" + first + "-" + last;
  }
}
