package dev.lockstep.object;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The CRC of NVMe's 64-bit protection information, which S3 computes for every object: eight bytes
/// at a time, by tables, and in four lanes at once where there is enough, as each step of one has
/// to wait for the step before.
final class Crc64Nvme implements java.util.zip.Checksum {
  private static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;

  /// What becomes of a byte of the state when eight bytes of zeros follow the lowest, seven the
  /// next, and so on: 256 for each. One array whose length the compiler knows needs no checks of
  /// bounds.
  private static final long[] STEP = steps();

  /// Where the table for one byte begins.
  private static final int LAST = 0x700;

  /// Bytes a lane.
  private static final int LANE = 1024;

  /// Of a buffer outside of the heap, so many bytes are copied at a time.
  private static final int COPIED = 16 << 10;

  /// What becomes of each byte of the state when a lane of zeros follows.
  private static final long[] PAST_A_LANE = pastALane();

  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long state = -1;

  private static long[] steps() {
    long[] tables = new long[8 * 256];
    for (int i = 0; i < 256; i++) {
      long value = i;
      for (int octet = 7; octet >= 0; octet--) {
        for (int bit = 0; bit < 8; bit++) {
          value = (value & 1) != 0 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
        }
        tables[octet << 8 | i] = value;
      }
    }
    return tables;
  }

  /// A CRC is linear: what becomes of a byte is the sum of what becomes of its bits.
  private static long[] pastALane() {
    long[] tables = new long[8 * 256];
    for (int bit = 0; bit < 64; bit++) {
      long value = 1L << bit;
      for (int i = 0; i < LANE; i += 8) {
        value = look(STEP, value);
      }
      int table = bit / 8 << 8;
      int one = 1 << bit % 8;
      for (int lower = 0; lower < one; lower++) {
        tables[table | one | lower] = tables[table | lower] ^ value;
      }
    }
    return tables;
  }

  @Override
  public void update(int octet) {
    state = (state >>> 8) ^ STEP[LAST | (int) (state ^ octet) & 0xff];
  }

  @Override
  public void update(byte[] bytes, int from, int count) {
    long crc = state;
    int at = from;
    int end = from + count;
    for (; end - at >= 4 * LANE; at += 4 * LANE) {
      crc = lanes(crc, bytes, at);
    }
    for (; end - at >= 8; at += 8) {
      crc = look(STEP, crc ^ (long) LITTLE_ENDIAN.get(bytes, at));
    }
    for (; at < end; at++) {
      crc = (crc >>> 8) ^ STEP[LAST | (int) (crc ^ bytes[at]) & 0xff];
    }
    state = crc;
  }

  @Override
  public void update(ByteBuffer bytes) {
    if (bytes.hasArray()) {
      update(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      bytes.position(bytes.limit());
      return;
    }
    byte[] some = new byte[Math.min(COPIED, bytes.remaining())];
    while (bytes.hasRemaining()) {
      int count = Math.min(some.length, bytes.remaining());
      bytes.get(some, 0, count);
      update(some, 0, count);
    }
  }

  private static long lanes(long crc, byte[] bytes, int from) {
    long first = crc;
    long second = 0;
    long third = 0;
    long fourth = 0;
    for (int at = from; at < from + LANE; at += 8) {
      first = look(STEP, first ^ (long) LITTLE_ENDIAN.get(bytes, at));
      second = look(STEP, second ^ (long) LITTLE_ENDIAN.get(bytes, at + LANE));
      third = look(STEP, third ^ (long) LITTLE_ENDIAN.get(bytes, at + 2 * LANE));
      fourth = look(STEP, fourth ^ (long) LITTLE_ENDIAN.get(bytes, at + 3 * LANE));
    }
    second ^= look(PAST_A_LANE, first);
    third ^= look(PAST_A_LANE, second);
    return fourth ^ look(PAST_A_LANE, third);
  }

  /// The sum of what the tables have for each byte of a state, the lowest in the first.
  private static long look(long[] tables, long state) {
    return tables[(int) state & 0xff]
        ^ tables[0x100 | (int) (state >>> 8) & 0xff]
        ^ tables[0x200 | (int) (state >>> 16) & 0xff]
        ^ tables[0x300 | (int) (state >>> 24) & 0xff]
        ^ tables[0x400 | (int) (state >>> 32) & 0xff]
        ^ tables[0x500 | (int) (state >>> 40) & 0xff]
        ^ tables[0x600 | (int) (state >>> 48) & 0xff]
        ^ tables[0x700 | (int) (state >>> 56)];
  }

  @Override
  public long getValue() {
    return ~state;
  }

  @Override
  public void reset() {
    state = -1;
  }
}
