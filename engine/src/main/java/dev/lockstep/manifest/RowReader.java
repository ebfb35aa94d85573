package dev.lockstep.manifest;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Understands the rows of one kind of manifest. One thread.
interface RowReader {
  /// @param text one line, or several of which the last ended what the first began
  Row read(String text);

  /// What a row turned out to be.
  sealed interface Row {
    /// An object.
    record Entry(ManifestEntry entry) implements Row {}

    /// Names of columns.
    record Header() implements Row {}

    /// A row that says of itself that there is nothing to copy.
    record LeftOut(Reason reason) implements Row {}

    /// The row goes on in the next line.
    record Open(String problem) implements Row {}

    /// A row that can't be used.
    record Wrong(String problem) implements Row {}
  }

  /// Why there is nothing to copy.
  enum Reason {
    DELETE_MARKER,
    NOT_AT_SOURCE
  }

  /// A row, or the reason why it is none.
  static Row of(Supplier<Row> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      return new Row.Wrong(String.valueOf(e.getMessage()));
    }
  }

  /// The cell of a row; null where there is no such column.
  static @Nullable String cell(List<String> cells, int column) {
    return column < 0 ? null : cells.get(column);
  }

  /// The size that is written down.
  ///
  /// @throws IllegalArgumentException when it is none
  static long size(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return ManifestEntry.UNKNOWN_SIZE;
    }
    try {
      long size = Long.parseLong(text);
      if (size >= 0) {
        return size;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException("'" + text + "' is no size");
  }
}
