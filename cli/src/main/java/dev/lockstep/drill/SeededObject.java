package dev.lockstep.drill;

import dev.lockstep.object.ObjectAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;

/// An object that a drill writes: its bytes can be computed again at any time.
///
/// @param key relative to the drill's prefix
/// @param seed of the bytes
record SeededObject(String key, long size, long seed, ObjectAttributes attributes) {
  private static final int BLOCK = 1 << 16;

  /// Some of the bytes.
  byte[] bytes(long from, int length) {
    byte[] bytes = new byte[length];
    int at = 0;
    while (at < length) {
      long block = (from + at) / BLOCK;
      int within = (int) ((from + at) % BLOCK);
      int count = Math.min(BLOCK - within, length - at);
      System.arraycopy(block(block), within, bytes, at, count);
      at += count;
    }
    return bytes;
  }

  private byte[] block(long number) {
    byte[] block = new byte[BLOCK];
    new SplittableRandom(seed * 1_000_003 + number).nextBytes(block);
    return block;
  }

  /// The SHA-256 of all bytes.
  byte[] digest() {
    MessageDigest digest = sha256();
    for (long from = 0; from < size; from += BLOCK) {
      digest.update(bytes(from, (int) Math.min(BLOCK, size - from)));
    }
    return digest.digest();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /// Other bytes under the same key.
  SeededObject spoilt() {
    return new SeededObject(key, Math.min(size, 100), seed + 1, ObjectAttributes.NONE);
  }
}
