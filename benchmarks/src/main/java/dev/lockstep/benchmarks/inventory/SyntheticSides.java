package dev.lockstep.benchmarks.inventory;

import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryRows;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/// Two sides of which every row can be computed by its number, and so what a comparison must find:
/// one row in 400 is missing at the destination, one is extra there, one has another size, and one
/// another ETag of the same size. One thread.
final class SyntheticSides {
  /// What a number stands for.
  enum Kind {
    SAME,
    MISSING,
    EXTRA,
    OTHER_SIZE,
    OTHER_ETAG
  }

  /// What a comparison must find.
  record Counts(long same, long missing, long extra, long different, long undecided) {}

  private static final int PERIOD = 400;
  private static final long BEGAN = 1_750_000_000_000L;
  private static final byte[] KEY =
      "archive/2026/11/customer-00000000/original/image-000000000000000000.jpg"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int CUSTOMER_END = 33;
  private static final int IMAGE_END = KEY.length - 4;
  private static final byte[] BUCKET = "photos".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CLASS = "STANDARD".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final byte[] key = KEY.clone();
  private final byte[] etag = new byte[32];

  static Kind kind(long number) {
    return switch ((int) (number % PERIOD)) {
      case 7 -> Kind.MISSING;
      case 107 -> Kind.EXTRA;
      case 207 -> Kind.OTHER_SIZE;
      case 307 -> Kind.OTHER_ETAG;
      default -> Kind.SAME;
    };
  }

  /// @param numbers how many there are, those of one side alone included
  static Counts counts(long numbers) {
    Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    for (int i = 0; i < PERIOD; i++) {
      long ofThem = numbers / PERIOD + (i < numbers % PERIOD ? 1 : 0);
      counts.merge(kind(i), ofThem, Long::sum);
    }
    long otherEtag = counts.getOrDefault(Kind.OTHER_ETAG, 0L);
    return new Counts(
        counts.getOrDefault(Kind.SAME, 0L),
        counts.getOrDefault(Kind.MISSING, 0L),
        counts.getOrDefault(Kind.EXTRA, 0L),
        counts.getOrDefault(Kind.OTHER_SIZE, 0L) + otherEtag,
        otherEtag);
  }

  static boolean has(boolean source, long number) {
    return kind(number) != (source ? Kind.EXTRA : Kind.MISSING);
  }

  /// Adds the row of a number.
  void addTo(InventoryRows rows, boolean source, long number) {
    int row = rows.count();
    Kind kind = kind(number);
    decimal(number / 7, CUSTOMER_END, 8);
    decimal(number, IMAGE_END, 18);
    long mixed = mix(number);
    hex(mixed, 0);
    hex(mix(source || kind != Kind.OTHER_ETAG ? mixed : mixed + 1), 16);
    rows.text(InventoryField.BUCKET).set(row, BUCKET);
    rows.text(InventoryField.KEY).set(row, key);
    rows.number(InventoryField.SIZE)
        .set(row, 1 + (mixed >>> 40) + (!source && kind == Kind.OTHER_SIZE ? 1 : 0));
    rows.number(InventoryField.LAST_MODIFIED_DATE).set(row, BEGAN + (mixed >>> 32));
    rows.text(InventoryField.E_TAG).set(row, etag);
    rows.text(InventoryField.STORAGE_CLASS).set(row, CLASS);
    rows.number(InventoryField.IS_MULTIPART_UPLOADED).set(row, false);
    if (rows.has(InventoryField.VERSION_ID)) {
      addVersion(rows, source || kind == Kind.SAME ? mix(mixed + 2) : mix(mixed + 3), mixed);
    }
    rows.endRow();
  }

  /// One that has an id of its own where it is another object.
  private void addVersion(InventoryRows rows, long one, long other) {
    int row = rows.count();
    hex(one, 0);
    hex(mix(other + 4), 16);
    rows.text(InventoryField.VERSION_ID).set(row, etag);
    rows.number(InventoryField.IS_LATEST).set(row, true);
    rows.number(InventoryField.IS_DELETE_MARKER).set(row, false);
  }

  private void decimal(long value, int end, int digits) {
    long rest = value;
    for (int i = 1; i <= digits; i++) {
      key[end - i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private void hex(long value, int at) {
    for (int i = 0; i < 16; i++) {
      etag[at + i] = DIGITS[(int) (value >>> 60 - 4 * i) & 15];
    }
  }

  /// As by chance (splitmix64).
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
