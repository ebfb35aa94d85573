package dev.lockstep.sort;

import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.StorageClass;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A listed object as bytes: four lengths (of the row, of the key, of the facts, of the storage
/// class), the key, the facts (size, time, ETag, and what a report says), the storage class and the
/// id of the version.
///
/// Two rows with equal facts are the same object listed twice.
final class RowBytes {
  /// The lengths at the beginning.
  static final int HEAD = 16;

  private static final int FIXED_FACTS = 5 * Long.BYTES + Integer.BYTES + Byte.BYTES;
  private static final byte[] STANDARD =
      StorageClass.STANDARD.name().getBytes(StandardCharsets.UTF_8);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final byte[] NOTHING = new byte[0];

  private RowBytes() {}

  static byte[] of(EntryPage page, int row) {
    byte[] tag = bytes(page.opaqueEtag(row));
    byte[] storageClass = bytes(page.storageClass(row));
    byte[] version = bytes(page.versionId(row));
    int keyLength = page.keyEnd(row) - page.keyStart(row);
    int facts = FIXED_FACTS + tag.length;
    ByteBuffer bytes =
        ByteBuffer.allocate(HEAD + keyLength + facts + storageClass.length + version.length);
    bytes.putInt(bytes.capacity()).putInt(keyLength).putInt(facts).putInt(storageClass.length);
    bytes.put(page.keyBytes(), page.keyStart(row), keyLength);
    bytes.putLong(page.size(row)).putLong(page.modifiedMillis(row));
    bytes.putInt(page.etagParts(row)).putLong(page.etagHigh(row)).putLong(page.etagLow(row));
    bytes.putLong(page.expiresMillis(row)).put(page.flags(row));
    return bytes.put(tag).put(storageClass).put(version).array();
  }

  private static byte[] bytes(@Nullable String text) {
    return text == null ? NOTHING : text.getBytes(StandardCharsets.UTF_8);
  }

  /// Adds the row that begins at this place to a page.
  static void addTo(EntryPage.Builder page, byte[] in, int at) {
    int facts = factsAt(in, at);
    int tag = facts + FIXED_FACTS;
    int storageClass = facts + (int) INT.get(in, at + 8);
    int version = storageClass + (int) INT.get(in, at + 12);
    int keyLength = keyLength(in, at);
    page.beginKey(keyLength);
    System.arraycopy(in, at + HEAD, page.keyBytes(), page.keyAt(), keyLength);
    page.endKey(page.keyAt() + keyLength);
    page.size(longAt(in, facts)).modifiedMillis(longAt(in, facts + 8));
    int parts = (int) INT.get(in, facts + 16);
    if (parts == EntryPage.OPAQUE) {
      page.opaqueEtag(text(in, tag, storageClass));
    } else {
      page.etag(longAt(in, facts + 20), longAt(in, facts + 28), parts);
    }
    long expires = longAt(in, facts + 36);
    if (expires != EntryPage.NEVER) {
      page.expiresMillis(expires);
    }
    if (in[facts + 44] != 0) {
      page.flags(in[facts + 44]);
    }
    if (!Arrays.equals(in, storageClass, version, STANDARD, 0, STANDARD.length)) {
      page.storageClass(text(in, storageClass, version));
    }
    int end = at + length(in, at);
    if (end > version) {
      page.versionId(text(in, version, end));
    }
    page.endRow();
  }

  private static long longAt(byte[] in, int at) {
    return (long) LONG.get(in, at);
  }

  private static String text(byte[] in, int from, int to) {
    return new String(in, from, to - from, StandardCharsets.UTF_8);
  }

  /// How many bytes the row has that begins at this place.
  static int length(byte[] in, int at) {
    return (int) INT.get(in, at);
  }

  private static int keyLength(byte[] in, int at) {
    return (int) INT.get(in, at + 4);
  }

  private static int factsAt(byte[] in, int at) {
    return at + HEAD + keyLength(in, at);
  }

  static ObjectKey key(byte[] in, int at) {
    return ObjectKey.ofBytes(in, at + HEAD, factsAt(in, at));
  }

  static int compareKeys(byte[] one, int at, byte[] other, int otherAt) {
    return Arrays.compareUnsigned(
        one, at + HEAD, factsAt(one, at), other, otherAt + HEAD, factsAt(other, otherAt));
  }

  static boolean sameFacts(byte[] one, int at, byte[] other, int otherAt) {
    int from = factsAt(one, at);
    int otherFrom = factsAt(other, otherAt);
    return Arrays.equals(
        one,
        from,
        from + (int) INT.get(one, at + 8),
        other,
        otherFrom,
        otherFrom + (int) INT.get(other, otherAt + 8));
  }
}
