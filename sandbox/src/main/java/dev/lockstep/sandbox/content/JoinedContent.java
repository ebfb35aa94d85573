package dev.lockstep.sandbox.content;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// The parts of an object one behind the other, none of them copied.
public final class JoinedContent implements Content {
  private final Content[] parts;
  private final long[] ends;

  public JoinedContent(List<Content> parts) {
    this.parts = parts.toArray(new Content[0]);
    this.ends = new long[this.parts.length];
    long end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += this.parts[i].length();
      ends[i] = end;
    }
  }

  @Override
  public long length() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  @Override
  public int read(long position, ByteBuffer target) {
    int put = 0;
    long at = position;
    for (int i = partAt(at); i < parts.length && target.hasRemaining(); i++) {
      long start = i == 0 ? 0 : ends[i - 1];
      int count = parts[i].read(at - start, target);
      put += count;
      at += count;
    }
    return put;
  }

  private int partAt(long position) {
    int found = Arrays.binarySearch(ends, position + 1);
    return found < 0 ? -found - 1 : found;
  }

  @Override
  public boolean kept() {
    return Arrays.stream(parts).allMatch(Content::kept);
  }
}
