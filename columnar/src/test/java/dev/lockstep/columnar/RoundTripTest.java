package dev.lockstep.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inventory.InventoryException;
import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFiles;
import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.inventory.InventoryRows;
import dev.lockstep.inventory.InventorySchema;
import dev.lockstep.inventory.InventorySource;
import dev.lockstep.testkit.Seeded;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is written is read again, in each format.
class RoundTripTest {
  @TempDir private Path folder;

  private static final InventorySchema ALL =
      InventorySchema.of(EnumSet.allOf(InventoryField.class));

  private Path write(InventoryFormat format, List<Map<InventoryField, Object>> rows)
      throws IOException {
    Path file = folder.resolve("data" + format.extension());
    InventoryRows batch = new InventoryRows(RowsOfAnyKind.FIELDS, 500);
    try (OutputStream out = Files.newOutputStream(file);
        InventoryFiles.RowWriter writer =
            ColumnarFiles.of(format).write(out, RowsOfAnyKind.FIELDS, 1 << 20)) {
      for (int from = 0; from < rows.size(); from += 500) {
        RowsOfAnyKind.fill(batch, rows.subList(from, Math.min(from + 500, rows.size())));
        writer.write(batch);
      }
    }
    return file;
  }

  private static List<Map<InventoryField, Object>> read(
      InventoryFormat format, Path file, List<InventoryField> wanted) throws IOException {
    List<Map<InventoryField, Object>> read = new ArrayList<>();
    try (InventorySource source = InventorySource.of(file);
        InventoryFiles.RowReader reader = ColumnarFiles.of(format).read(source, ALL, wanted)) {
      for (InventoryRows rows = reader.next(); rows != null; rows = reader.next()) {
        for (int at = 0; at < rows.count(); at++) {
          read.add(RowsOfAnyKind.read(rows, at));
        }
      }
    }
    return read;
  }

  private void roundTrip(InventoryFormat format, RandomGenerator random) {
    try {
      List<Map<InventoryField, Object>> rows = RowsOfAnyKind.by(random, random.nextInt(3000));
      Path file = write(format, rows);
      assertThat(read(format, file, RowsOfAnyKind.FIELDS)).isEqualTo(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverIsWrittenIsReadAgain(InventoryFormat format) {
    Seeded.trials(8, random -> roundTrip(format, random));
  }

  @ParameterizedTest
  @EnumSource
  void aFileWithoutRowsIsReadAsOne(InventoryFormat format) throws IOException {
    assertThat(read(format, write(format, List.of()), RowsOfAnyKind.FIELDS)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheColumnsThatAreWantedAreRead(InventoryFormat format) throws IOException {
    Path file = write(format, List.of(Map.of(InventoryField.BUCKET, "b", InventoryField.KEY, "k")));

    assertThat(read(format, file, List.of(InventoryField.KEY, InventoryField.SIZE)))
        .containsExactly(Map.of(InventoryField.KEY, "k"));
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatWasCutIsRefused(InventoryFormat format) throws IOException {
    List<Map<InventoryField, Object>> rows =
        RowsOfAnyKind.by(RandomGenerator.of("L64X128MixRandom"), 3000);
    Path file = write(format, rows);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> read(format, file, RowsOfAnyKind.FIELDS))
        .isInstanceOf(InventoryException.class)
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @EnumSource
  void aFileOfAnotherFormatIsRefused(InventoryFormat format) throws IOException {
    Path file = folder.resolve("letter.txt");
    Files.writeString(file, "Dear Sir or Madam,\nthis is no report.\n");

    assertThatThrownBy(() -> read(format, file, RowsOfAnyKind.FIELDS))
        .isInstanceOf(InventoryException.class);
  }

  @Test
  void aColumnThatTheManifestNamesAndTheFileLacksIsTold() throws IOException {
    Path file = folder.resolve("few.parquet");
    List<InventoryField> few = List.of(InventoryField.BUCKET, InventoryField.KEY);
    try (OutputStream out = Files.newOutputStream(file)) {
      ColumnarFiles.of(InventoryFormat.PARQUET).write(out, few, 1 << 20).close();
    }

    assertThatThrownBy(() -> read(InventoryFormat.PARQUET, file, RowsOfAnyKind.FIELDS))
        .isInstanceOf(InventoryException.class)
        .hasMessageContaining("version_id");
  }
}
