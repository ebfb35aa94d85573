package dev.lockstep.sandbox.store;

import dev.lockstep.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/// Places among keys, as listings need them.
final class KeySpace {
  private KeySpace() {}

  /// The first key that sorts behind everything that begins with `prefix`; null when there is none.
  static @Nullable ObjectKey behind(ObjectKey prefix) {
    byte[] bytes = prefix.toBytes();
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (bytes[i] != (byte) 0xff) {
        bytes[i]++;
        return ObjectKey.ofBytes(bytes, 0, i + 1);
      }
    }
    return null;
  }

  /// The beginning of a key up to and with the first delimiter behind the prefix; null for none.
  static @Nullable ObjectKey commonPrefix(ObjectKey key, ObjectKey prefix, ObjectKey delimiter) {
    if (delimiter.isEmpty()) {
      return null;
    }
    for (int at = prefix.length(); at + delimiter.length() <= key.length(); at++) {
      if (standsAt(key, at, delimiter)) {
        return ObjectKey.ofBytes(key.toBytes(), 0, at + delimiter.length());
      }
    }
    return null;
  }

  private static boolean standsAt(ObjectKey key, int at, ObjectKey delimiter) {
    for (int i = 0; i < delimiter.length(); i++) {
      if (key.byteAt(at + i) != delimiter.byteAt(i)) {
        return false;
      }
    }
    return true;
  }
}
