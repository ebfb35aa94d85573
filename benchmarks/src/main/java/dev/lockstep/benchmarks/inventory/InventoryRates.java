package dev.lockstep.benchmarks.inventory;

import dev.lockstep.columnar.ColumnarFiles;
import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFiles;
import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.inventory.InventoryRows;
import dev.lockstep.inventory.InventorySchema;
import dev.lockstep.inventory.InventorySource;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Rows per second of processor time, written from memory and read again, in each format: ten
/// columns of a report of all versions, keys of 65 bytes, version ids of 32. Arguments: a folder,
/// and millions of rows.
public final class InventoryRates {
  private static final int BATCH = 1024;
  private static final int DISTINCT_BATCHES = 64;
  private static final int MEMORY = 8 << 20;
  private static final long BEGAN = 1_790_000_000_000L;

  private static final List<InventoryField> FIELDS =
      List.copyOf(EnumSet.range(InventoryField.BUCKET, InventoryField.IS_MULTIPART_UPLOADED));

  private InventoryRates() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int rows = (int) (1_000_000 * Double.parseDouble(arguments[1]));
    List<InventoryRows> batches = batches();
    for (InventoryFormat format : InventoryFormat.values()) {
      for (int turn = 0; turn < 3; turn++) {
        Path file = folder.resolve("rows" + format.extension());
        long cpu = cpu();
        write(format, file, batches, rows);
        tell(format, turn, "written", rows, cpu() - cpu, Files.size(file));
        cpu = cpu();
        read(format, file);
        tell(format, turn, "read", rows, cpu() - cpu, 0);
        Files.delete(file);
      }
    }
  }

  /// Of all threads, the collector's and the compiler's included.
  private static long cpu() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : System.nanoTime();
  }

  private static void tell(
      InventoryFormat format, int turn, String what, int rows, long nanos, long bytes) {
    System.out.printf(
        "%-8s turn %d  %-8s %,10.0f rows per CPU second%s%n",
        format.manifestName(),
        turn + 1,
        what,
        rows / (nanos / 1e9),
        bytes == 0 ? "" : String.format("  %5.1f bytes a row", (double) bytes / rows));
  }

  /// Keys ascend within a batch and differ in their ends; ids and tags are random.
  private static List<InventoryRows> batches() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    InventoryRows[] batches = new InventoryRows[DISTINCT_BATCHES];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = new InventoryRows(FIELDS, BATCH);
      for (int row = 0; row < BATCH; row++) {
        fill(batches[i], row, i * BATCH + row, random);
      }
    }
    return List.of(batches);
  }

  private static void fill(InventoryRows rows, int row, int number, RandomGenerator random) {
    rows.text(InventoryField.BUCKET).set(row, "photos");
    rows.text(InventoryField.KEY)
        .set(
            row,
            String.format(
                "archive/2026/11/customer-%08d/original/image-%018d.jpg", number / 7, number));
    rows.text(InventoryField.VERSION_ID).set(row, hex(random));
    rows.number(InventoryField.IS_LATEST).set(row, number % 5 != 0);
    rows.number(InventoryField.IS_DELETE_MARKER).set(row, false);
    rows.number(InventoryField.SIZE).set(row, random.nextLong(10_000_000));
    rows.number(InventoryField.LAST_MODIFIED_DATE)
        .set(row, BEGAN + random.nextLong(10_000_000_000L));
    rows.text(InventoryField.E_TAG).set(row, hex(random));
    rows.text(InventoryField.STORAGE_CLASS).set(row, "STANDARD");
    rows.number(InventoryField.IS_MULTIPART_UPLOADED).set(row, false);
    rows.endRow();
  }

  private static byte[] hex(RandomGenerator random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
  }

  private static void write(
      InventoryFormat format, Path file, List<InventoryRows> batches, int rows) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        InventoryFiles.RowWriter writer = ColumnarFiles.of(format).write(out, FIELDS, MEMORY)) {
      for (int written = 0; written < rows; written += BATCH) {
        writer.write(batches.get(written / BATCH % batches.size()));
      }
    }
  }

  private static void read(InventoryFormat format, Path file) throws IOException {
    InventorySchema schema = InventorySchema.of(EnumSet.copyOf(FIELDS));
    long keys = 0;
    try (InventorySource source = InventorySource.of(file);
        InventoryFiles.RowReader reader = ColumnarFiles.of(format).read(source, schema, FIELDS)) {
      for (InventoryRows rows = reader.next(); rows != null; rows = reader.next()) {
        keys += rows.text(InventoryField.KEY).end(rows.count() - 1);
      }
    }
    if (keys == 0) {
      throw new IllegalStateException("Nothing was read");
    }
  }
}
