package dev.lockstep.manifest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cells of a row of CSV (RFC 4180), as far as its text reaches.
///
/// @param cells empty unless the row is whole and right
/// @param open whether the text ends within quotes, so that the row goes on in the next line
/// @param problem what is wrong; null for nothing
record CsvCells(List<String> cells, boolean open, @Nullable String problem) {
  private static final CsvCells OPEN = new CsvCells(List.of(), true, null);

  static CsvCells of(String text) {
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (at <= text.length()) {
      boolean quoted = at < text.length() && text.charAt(at) == '"';
      int end = quoted ? closingQuote(text, at) : plainEnd(text, at);
      if (end < 0) {
        return OPEN;
      }
      String cell = text.substring(quoted ? at + 1 : at, end);
      if (!quoted && cell.indexOf('"') >= 0) {
        return wrong("a quote stands within an unquoted cell");
      }
      cells.add(quoted ? cell.replace("\"\"", "\"") : cell);
      at = quoted ? end + 1 : end;
      if (at < text.length() && text.charAt(at) != ',') {
        return wrong("something stands between a closing quote and the next comma");
      }
      at++;
    }
    return new CsvCells(cells, false, null);
  }

  private static CsvCells wrong(String problem) {
    return new CsvCells(List.of(), false, problem);
  }

  private static int plainEnd(String text, int from) {
    int comma = text.indexOf(',', from);
    return comma < 0 ? text.length() : comma;
  }

  /// Where the quote stands that closes the one at `from`; -1 when there is none.
  private static int closingQuote(String text, int from) {
    int at = text.indexOf('"', from + 1);
    while (at >= 0 && at + 1 < text.length() && text.charAt(at + 1) == '"') {
      at = text.indexOf('"', at + 2);
    }
    return at;
  }
}
