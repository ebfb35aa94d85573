package dev.lockstep.columnar;

import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryRows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Rows by chance: awkward keys, and every field there or not.
final class RowsOfAnyKind {
  static final List<InventoryField> FIELDS = List.of(InventoryField.values());

  private static final List<String> AWKWARD =
      List.of(
          "\"",
          ",",
          "\n",
          "\r\n",
          "+",
          "%",
          "%2B",
          " ",
          "é",
          "日本",
          "\uD83D\uDE00",
          "\u0001",
          "//",
          "..",
          "?#&=",
          "'",
          "\\",
          "\t",
          "key",
          "_x-y.z~*!()");

  private RowsOfAnyKind() {}

  /// Values by field; those that are absent are not in it.
  static List<Map<InventoryField, Object>> by(RandomGenerator random, int count) {
    List<Map<InventoryField, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<InventoryField, Object> row = new EnumMap<>(InventoryField.class);
      for (InventoryField field : FIELDS) {
        if (field.isRequired() || random.nextInt(4) > 0) {
          row.put(field, value(random, field));
        }
      }
      rows.add(row);
    }
    return rows;
  }

  private static Object value(RandomGenerator random, InventoryField field) {
    return switch (field.kind()) {
      case TEXT -> field == InventoryField.KEY ? key(random) : awkward(random, 3);
      case NUMBER -> random.nextLong() >>> random.nextInt(1, 64);
      case TIME -> random.nextLong(253_402_300_800_000L);
      case FLAG -> random.nextBoolean();
    };
  }

  private static String awkward(RandomGenerator random, int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(AWKWARD.get(random.nextInt(AWKWARD.size())));
    }
    return text.toString();
  }

  /// Up to the 1,024 bytes that S3 allows.
  private static String key(RandomGenerator random) {
    if (random.nextInt(10) > 0) {
      return awkward(random, 1 + random.nextInt(6));
    }
    StringBuilder text = new StringBuilder(awkward(random, 6));
    while (text.toString().getBytes(StandardCharsets.UTF_8).length < 1024) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  static void fill(InventoryRows rows, List<Map<InventoryField, Object>> values) {
    rows.clear();
    for (Map<InventoryField, Object> row : values) {
      int at = rows.count();
      row.forEach((field, value) -> {
        switch (value) {
          case String text -> rows.text(field).set(at, text);
          case Long number -> rows.number(field).set(at, number);
          case Boolean flag -> rows.number(field).set(at, flag);
          default -> throw new IllegalArgumentException(value.toString());
        }
      });
      rows.endRow();
    }
  }

  static Map<InventoryField, Object> read(InventoryRows rows, int at) {
    Map<InventoryField, Object> row = new EnumMap<>(InventoryField.class);
    for (InventoryField field : rows.fields()) {
      switch (field.kind()) {
        case TEXT -> {
          if (!rows.text(field).isEmpty(at)) {
            row.put(field, rows.text(field).value(at));
          }
        }
        case NUMBER, TIME -> {
          if (!rows.number(field).isAbsent(at)) {
            row.put(field, rows.number(field).value(at));
          }
        }
        case FLAG -> {
          if (!rows.number(field).isAbsent(at)) {
            row.put(field, rows.number(field).flag(at));
          }
        }
      }
    }
    return row;
  }
}
