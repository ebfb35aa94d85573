package dev.lockstep.object;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The CRC of NVMe's 64-bit protection information, which S3 computes for every object: eight bytes
/// at a time, by tables.
final class Crc64Nvme implements java.util.zip.Checksum {
  private static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;
  private static final long[][] TABLES = tables();

  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long state = -1;

  private static long[][] tables() {
    long[][] tables = new long[8][256];
    for (int i = 0; i < 256; i++) {
      long value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) != 0 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
      }
      tables[0][i] = value;
    }
    for (int i = 0; i < 256; i++) {
      for (int table = 1; table < 8; table++) {
        long before = tables[table - 1][i];
        tables[table][i] = (before >>> 8) ^ tables[0][(int) before & 0xff];
      }
    }
    return tables;
  }

  @Override
  public void update(int octet) {
    state = (state >>> 8) ^ TABLES[0][(int) (state ^ octet) & 0xff];
  }

  @Override
  public void update(byte[] bytes, int from, int count) {
    long crc = state;
    int at = from;
    int end = from + count;
    for (; end - at >= 8; at += 8) {
      crc ^= (long) LITTLE_ENDIAN.get(bytes, at);
      crc =
          TABLES[7][(int) crc & 0xff]
              ^ TABLES[6][(int) (crc >>> 8) & 0xff]
              ^ TABLES[5][(int) (crc >>> 16) & 0xff]
              ^ TABLES[4][(int) (crc >>> 24) & 0xff]
              ^ TABLES[3][(int) (crc >>> 32) & 0xff]
              ^ TABLES[2][(int) (crc >>> 40) & 0xff]
              ^ TABLES[1][(int) (crc >>> 48) & 0xff]
              ^ TABLES[0][(int) (crc >>> 56)];
    }
    for (; at < end; at++) {
      crc = (crc >>> 8) ^ TABLES[0][(int) (crc ^ bytes[at]) & 0xff];
    }
    state = crc;
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
