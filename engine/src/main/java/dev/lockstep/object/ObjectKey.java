package dev.lockstep.object;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The key of an object, or the beginning of one: bytes in, bytes out.
///
/// A key is never trimmed, normalised, URL-parsed or split at `/`, `?`, `..`. Keys order by their
/// unsigned bytes, which is the order that S3 lists in. S3 allows 1 to 1,024 bytes of UTF-8; some
/// stores allow more, so the length is not checked here.
public final class ObjectKey implements Comparable<ObjectKey> {
  /// The empty beginning, with which every key begins.
  public static final ObjectKey EMPTY = new ObjectKey(new byte[0]);

  private final byte[] bytes;

  private ObjectKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The key with this text in UTF-8.
  ///
  /// @throws IllegalArgumentException when the text has a surrogate without its partner, which no
  ///   UTF-8 can hold
  public static ObjectKey of(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return new ObjectKey(bytes);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "The key has an unpaired surrogate and can't be written in UTF-8", e);
    }
  }

  /// The key with a copy of these bytes.
  public static ObjectKey ofBytes(byte[] source, int from, int to) {
    return from == to ? EMPTY : new ObjectKey(Arrays.copyOfRange(source, from, to));
  }

  /// How many bytes the key has.
  public int length() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /// The byte at this place, 0 to 255.
  public int byteAt(int index) {
    return bytes[index] & 0xff;
  }

  /// A copy of the bytes.
  public byte[] toBytes() {
    return bytes.clone();
  }

  /// Writes the bytes into `target` from `at` on.
  public void copyInto(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, bytes.length);
  }

  public boolean startsWith(ObjectKey prefix) {
    int length = prefix.bytes.length;
    return length <= bytes.length && Arrays.equals(bytes, 0, length, prefix.bytes, 0, length);
  }

  /// Whether the last byte is this ASCII character.
  public boolean endsWith(char ascii) {
    return bytes.length > 0 && bytes[bytes.length - 1] == ascii;
  }

  /// What follows the first `length` bytes.
  public ObjectKey after(int length) {
    return ofBytes(bytes, length, bytes.length);
  }

  /// This key followed by another.
  public ObjectKey then(ObjectKey rest) {
    if (rest.isEmpty()) {
      return this;
    }
    byte[] joined = Arrays.copyOf(bytes, bytes.length + rest.bytes.length);
    rest.copyInto(joined, bytes.length);
    return new ObjectKey(joined);
  }

  /// Compares with the bytes `from` to `to` of an array, without making a key of them.
  public int compareTo(byte[] other, int from, int to) {
    return Arrays.compareUnsigned(bytes, 0, bytes.length, other, from, to);
  }

  @Override
  public int compareTo(ObjectKey other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectKey key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// The key as text. Bytes that are no UTF-8 become U+FFFD: for people and for formats that are
  /// text, not for the wire.
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// The key for a message: control characters, and backslashes before them, are escaped, so that a
  /// key can't move the cursor of a terminal or break a line.
  @Override
  public String toString() {
    return Printable.escape(text());
  }
}
