package dev.lockstep.manifest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One JSON object in one line: its members that are texts, numbers, booleans or null. Objects and
/// arrays within it are passed over.
///
/// @param members numbers and booleans as they are written; null for null
record JsonRow(Map<String, Optional<String>> members) {
  private static final int DEEPEST = 32;

  /// @throws IllegalArgumentException when the text is no JSON object
  static JsonRow of(String text) {
    Scan scan = new Scan(text);
    Map<String, Optional<String>> members = scan.object(0);
    scan.end();
    return new JsonRow(members);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /// The value; null when there is none, or it is null.
  @Nullable String text(String name) {
    Optional<String> value = members.get(name);
    return value == null ? null : value.orElse(null);
  }

  /// Reads from left to right. One thread.
  private static final class Scan {
    private final String text;
    private int at;

    Scan(String text) {
      this.text = text;
    }

    Map<String, Optional<String>> object(int depth) {
      Map<String, Optional<String>> members = new LinkedHashMap<>();
      expect('{');
      if (skipTo('}')) {
        return members;
      }
      do {
        blanks();
        String name = string();
        blanks();
        expect(':');
        Optional<String> value = value(depth + 1);
        if (members.put(name, value) != null) {
          throw wrong("the member " + name + " comes twice");
        }
        blanks();
      } while (take(','));
      expect('}');
      return members;
    }

    private Optional<String> value(int depth) {
      blanks();
      if (depth > DEEPEST) {
        throw wrong("it is nested too deeply");
      }
      return switch (at < text.length() ? text.charAt(at) : ' ') {
        case '"' -> Optional.of(string());
        case '{' -> {
          object(depth);
          yield Optional.empty();
        }
        case '[' -> {
          array(depth);
          yield Optional.empty();
        }
        default -> word();
      };
    }

    private void array(int depth) {
      expect('[');
      if (skipTo(']')) {
        return;
      }
      do {
        value(depth + 1);
        blanks();
      } while (take(','));
      expect(']');
    }

    private Optional<String> word() {
      int from = at;
      while (at < text.length() && ",}] \t\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String word = text.substring(from, at);
      if (word.equals("null")) {
        return Optional.empty();
      }
      if (!word.matches("true|false|-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
        throw wrong("it is no JSON at character " + (from + 1));
      }
      return Optional.of(word);
    }

    private String string() {
      expect('"');
      StringBuilder value = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '"') {
        char c = text.charAt(at++);
        value.append(c == '\\' ? escaped() : c);
      }
      expect('"');
      return value.toString();
    }

    private char escaped() {
      char c = at < text.length() ? text.charAt(at++) : ' ';
      return switch (c) {
        case '"', '\\', '/' -> c;
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'u' -> fourDigits();
        default -> throw wrong("it is no JSON at character " + at);
      };
    }

    private char fourDigits() {
      String digits = text.substring(at, Math.min(at + 4, text.length()));
      if (!digits.matches("[0-9a-fA-F]{4}")) {
        throw wrong("it is no JSON at character " + (at + 1));
      }
      at += 4;
      return (char) Integer.parseInt(digits, 16);
    }

    void end() {
      blanks();
      if (at < text.length()) {
        throw wrong("something follows the JSON object");
      }
    }

    private boolean skipTo(char closing) {
      blanks();
      return take(closing);
    }

    private boolean take(char c) {
      if (at < text.length() && text.charAt(at) == c) {
        at++;
        return true;
      }
      return false;
    }

    private void expect(char c) {
      if (!take(c)) {
        throw wrong("it is no JSON at character " + (at + 1));
      }
    }

    private void blanks() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private static IllegalArgumentException wrong(String reason) {
      return new IllegalArgumentException(reason);
    }
  }
}
