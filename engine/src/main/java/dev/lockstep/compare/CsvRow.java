package dev.lockstep.compare;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A line of CSV (RFC 4180).
///
/// @param forSpreadsheets whether a cell that a spreadsheet would take for a formula gets an
///   apostrophe before it. So does one that begins with an apostrophe, so that it can be undone
record CsvRow(boolean forSpreadsheets) {
  private static final String FORMULA_BEGINS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  String text(List<? extends @Nullable String> cells) {
    return cells.stream().map(this::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  private String cell(@Nullable String value) {
    if (value == null) {
      return "";
    }
    String shown = forSpreadsheets && needsApostrophe(value) ? "'" + value : value;
    boolean plain = shown.chars().allMatch(c -> c != ',' && c != '"' && c != '\n' && c != '\r');
    return plain ? shown : '"' + shown.replace("\"", "\"\"") + '"';
  }

  private static boolean needsApostrophe(String value) {
    return !value.isEmpty()
        && (value.charAt(0) == '\'' || FORMULA_BEGINS.indexOf(value.charAt(0)) >= 0);
  }
}
