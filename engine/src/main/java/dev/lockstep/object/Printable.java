package dev.lockstep.object;

/// Text from a store, made fit for a terminal or a log line.
public final class Printable {
  private Printable() {}

  /// Escapes what a terminal would obey rather than show: control and format characters
  /// (bidirectional overrides among them), line and paragraph separators, unpaired surrogates, and
  /// the backslash that starts an escape.
  public static String escape(String text) {
    if (text.codePoints().allMatch(Printable::shows)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> append(escaped, point));
    return escaped.toString();
  }

  private static boolean shows(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static void append(StringBuilder escaped, int point) {
    if (point == '\\') {
      escaped.append("\\\\");
    } else if (shows(point)) {
      escaped.appendCodePoint(point);
    } else if (point == '\n') {
      escaped.append("\\n");
    } else if (point < 0x10000) {
      escaped.append(String.format("\\u%04x", point));
    } else {
      escaped.append(String.format("\\U%08x", point));
    }
  }
}
