package dev.lockstep.inventory;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Some rows of a report, in columns: what readers fill and writers empty. Nothing is allocated per
/// row; the same rows are filled again and again. One thread at a time.
///
/// To fill row after row: set what the row has in its columns at place [#count], then [#endRow].
/// What was not set is absent.
public final class InventoryRows {
  private final List<InventoryField> fields;
  private final int capacity;
  private final Map<InventoryField, TextColumn> texts = new EnumMap<>(InventoryField.class);
  private final Map<InventoryField, NumberColumn> numbers = new EnumMap<>(InventoryField.class);
  private int count;

  /// @param fields of which there is a column each
  /// @param capacity the most rows that it holds at once
  public InventoryRows(List<InventoryField> fields, int capacity) {
    this.fields = List.copyOf(fields);
    this.capacity = capacity;
    for (InventoryField field : fields) {
      switch (field.kind()) {
        case TEXT -> texts.put(field, new TextColumn(capacity));
        case NUMBER, TIME, FLAG -> numbers.put(field, new NumberColumn(capacity));
      }
    }
  }

  public List<InventoryField> fields() {
    return fields;
  }

  public int capacity() {
    return capacity;
  }

  /// How many rows there are.
  public int count() {
    return count;
  }

  public boolean isFull() {
    return count == capacity;
  }

  /// Forgets all rows.
  public void clear() {
    count = 0;
    texts.values().forEach(TextColumn::clear);
    numbers.values().forEach(NumberColumn::clear);
  }

  /// Ends the row at place [#count].
  public void endRow() {
    count++;
    texts.values().forEach(column -> column.endAt(count));
  }

  /// Says that the columns have been filled with so many rows.
  public void count(int rows) {
    count = rows;
    texts.values().forEach(column -> column.endAt(rows));
  }

  public boolean has(InventoryField field) {
    return texts.containsKey(field) || numbers.containsKey(field);
  }

  /// @throws IllegalArgumentException when there is no such column of text
  public TextColumn text(InventoryField field) {
    return column(texts, field);
  }

  /// Numbers, times in milliseconds, and flags, of which 1 is true.
  ///
  /// @throws IllegalArgumentException when there is no such column
  public NumberColumn number(InventoryField field) {
    return column(numbers, field);
  }

  private static <C> C column(Map<InventoryField, C> columns, InventoryField field) {
    C column = columns.get(field);
    if (column == null) {
      throw new IllegalArgumentException("There is no such column of " + field);
    }
    return column;
  }
}
