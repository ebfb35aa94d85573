package dev.lockstep.pages;

/// Text that somebody else has chosen, so that it can be seen and does nothing.
final class Visible {
  private static final int NO_CHARACTER = 0xfffe;
  private static final int DELETE = 0x7f;
  private static final int CONTROL_PICTURES = 0x2400;
  private static final int PICTURE_OF_DELETE = 0x2421;

  private Visible() {}

  /// Control characters as their pictures, and what turns the direction of writing, or breaks
  /// lines, or can't be seen, by its number.
  static String text(String text) {
    StringBuilder seen = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(seen, point));
    return seen.toString();
  }

  private static void append(StringBuilder seen, int point) {
    if (point < ' ') {
      seen.appendCodePoint(CONTROL_PICTURES + point);
    } else if (point == DELETE) {
      seen.appendCodePoint(PICTURE_OF_DELETE);
    } else if (isHidden(point)) {
      seen.append("\\u{").append(Integer.toHexString(point)).append('}');
    } else {
      seen.appendCodePoint(point);
    }
  }

  private static boolean isHidden(int point) {
    if ((point & NO_CHARACTER) == NO_CHARACTER) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /// The same as markup.
  static String html(String text) {
    String seen = text(text);
    StringBuilder escaped = new StringBuilder(seen.length() + 16);
    for (int i = 0; i < seen.length(); i++) {
      char c = seen.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
