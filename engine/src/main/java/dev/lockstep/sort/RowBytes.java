package dev.lockstep.sort;

import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A listed object as bytes: three lengths (of the row, of the key, of the facts), the key, the
/// facts (size, time, ETag) and the storage class.
///
/// Two rows with equal facts are the same object listed twice.
final class RowBytes {
  /// The lengths at the beginning.
  static final int HEAD = 12;

  private static final int FIXED_FACTS = 4 * Long.BYTES + Integer.BYTES;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private RowBytes() {}

  static byte[] of(EntryPage page, int row) {
    String opaque = page.opaqueEtag(row);
    byte[] tag = opaque == null ? new byte[0] : opaque.getBytes(StandardCharsets.UTF_8);
    byte[] storageClass = page.storageClass(row).getBytes(StandardCharsets.UTF_8);
    int keyLength = page.keyEnd(row) - page.keyStart(row);
    int facts = FIXED_FACTS + tag.length;
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + keyLength + facts + storageClass.length);
    bytes.putInt(bytes.capacity()).putInt(keyLength).putInt(facts);
    bytes.put(page.keyBytes(), page.keyStart(row), keyLength);
    bytes.putLong(page.size(row)).putLong(page.modifiedMillis(row));
    bytes.putInt(page.etagParts(row)).putLong(page.etagHigh(row)).putLong(page.etagLow(row));
    return bytes.put(tag).put(storageClass).array();
  }

  /// Adds the row that begins at this place to a page.
  static void addTo(EntryPage.Builder page, byte[] in, int at) {
    int facts = factsAt(in, at);
    int tag = facts + FIXED_FACTS;
    int storageClass = facts + (int) INT.get(in, at + 8);
    int keyLength = keyLength(in, at);
    page.beginKey(keyLength);
    System.arraycopy(in, at + HEAD, page.keyBytes(), page.keyAt(), keyLength);
    page.endKey(page.keyAt() + keyLength);
    ByteBuffer bytes = ByteBuffer.wrap(in, facts, FIXED_FACTS);
    page.size(bytes.getLong()).modifiedMillis(bytes.getLong());
    int parts = bytes.getInt();
    if (parts == EntryPage.OPAQUE) {
      page.opaqueEtag(new String(in, tag, storageClass - tag, StandardCharsets.UTF_8));
    } else {
      page.etag(bytes.getLong(), bytes.getLong(), parts);
    }
    int length = at + length(in, at) - storageClass;
    page.storageClass(new String(in, storageClass, length, StandardCharsets.UTF_8)).endRow();
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
