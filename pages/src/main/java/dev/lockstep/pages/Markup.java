package dev.lockstep.pages;

import dev.lockstep.object.Printable;

/// Text that somebody else has chosen, as markup that shows it and does nothing else.
final class Markup {
  private Markup() {}

  static String of(String text) {
    String shown = Printable.escape(text);
    StringBuilder escaped = new StringBuilder(shown.length() + 16);
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
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
