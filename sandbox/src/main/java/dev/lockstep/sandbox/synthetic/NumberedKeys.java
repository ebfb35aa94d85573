package dev.lockstep.sandbox.synthetic;

import dev.lockstep.object.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Keys that are numbers of twelve digits.
///
/// @param group how many digits stand between slashes; 0 for no slashes
record NumberedKeys(long count, String prefix, int group) implements KeyScheme {
  private static final int DIGITS = 12;

  @Override
  public ObjectKey key(long place) {
    byte[] start = prefix.getBytes(StandardCharsets.UTF_8);
    int slashes = group == 0 ? 0 : (DIGITS - 1) / group;
    byte[] key = Arrays.copyOf(start, start.length + DIGITS + slashes);
    long rest = place;
    int at = key.length - 1;
    for (int digit = 1; digit <= DIGITS; digit++) {
      key[at--] = (byte) ('0' + rest % 10);
      rest /= 10;
      if (group != 0 && digit % group == 0 && digit < DIGITS) {
        key[at--] = '/';
      }
    }
    return ObjectKey.ofBytes(key, 0, key.length);
  }
}
