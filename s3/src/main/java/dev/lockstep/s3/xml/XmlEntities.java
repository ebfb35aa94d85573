package dev.lockstep.s3.xml;

/// The references of XML that need no declaration.
final class XmlEntities {
  /// No reference, or one that we leave to a real parser.
  static final int NONE = -1;

  private XmlEntities() {}

  /// The code point that a name stands for: `amp`, `#38`, `#x26`.
  static int codePoint(String name) {
    return switch (name) {
      case "amp" -> '&';
      case "lt" -> '<';
      case "gt" -> '>';
      case "quot" -> '"';
      case "apos" -> '\'';
      default -> name.startsWith("#") ? numeric(name) : NONE;
    };
  }

  private static int numeric(String name) {
    boolean hexadecimal = name.startsWith("#x");
    String digits = name.substring(hexadecimal ? 2 : 1);
    if (digits.isEmpty() || digits.length() > 7 || !digits.matches("[0-9a-fA-F]+")) {
      return NONE;
    }
    try {
      int point = Integer.parseInt(digits, hexadecimal ? 16 : 10);
      boolean whole = Character.isValidCodePoint(point) && (point < 0xd800 || point > 0xdfff);
      return whole && point > 0 ? point : NONE;
    } catch (NumberFormatException _) {
      return NONE;
    }
  }
}
