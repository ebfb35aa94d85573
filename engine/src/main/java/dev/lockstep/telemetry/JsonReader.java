package dev.lockstep.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON value (RFC 8259), and nothing that is not quite JSON. A name that stands twice in
/// an object is refused, as others would read the one or the other.
public final class JsonReader {
  /// Deeper than anything that is read here; what is hostile must not overflow the stack.
  private static final int DEEPEST = 64;

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /// @throws JsonException when it is no JSON; the message says at which character
  public static JsonValue read(String text) {
    JsonReader reader = new JsonReader(text);
    JsonValue value = reader.value(0);
    reader.skipBlanks();
    if (reader.at < text.length()) {
      throw reader.wrong("something follows the end");
    }
    return value;
  }

  /// Reads an object.
  ///
  /// @throws JsonException when it is none
  public static JsonValue.Members readMembers(String text) {
    if (read(text) instanceof JsonValue.Members members) {
      return members;
    }
    throw new JsonException("this is no JSON object");
  }

  private JsonValue value(int depth) {
    if (depth > DEEPEST) {
      throw wrong("nested too deeply");
    }
    skipBlanks();
    char c = peek();
    return switch (c) {
      case '{' -> members(depth);
      case '[' -> array(depth);
      case '"' -> new JsonValue.Text(string());
      case 't' -> word("true", new JsonValue.Flag(true));
      case 'f' -> word("false", new JsonValue.Flag(false));
      case 'n' -> word("null", new JsonValue.Nothing());
      default -> number();
    };
  }

  private JsonValue members(int depth) {
    Map<String, JsonValue> values = new LinkedHashMap<>();
    at++;
    skipBlanks();
    if (took('}')) {
      return new JsonValue.Members(values);
    }
    do {
      skipBlanks();
      if (peek() != '"') {
        throw wrong("a name is missing");
      }
      String name = string();
      skipBlanks();
      take(':');
      if (values.put(name, value(depth + 1)) != null) {
        throw wrong("'" + name + "' stands there twice");
      }
      skipBlanks();
    } while (took(','));
    take('}');
    return new JsonValue.Members(values);
  }

  private JsonValue array(int depth) {
    List<JsonValue> values = new ArrayList<>();
    at++;
    skipBlanks();
    if (took(']')) {
      return new JsonValue.Array(values);
    }
    do {
      values.add(value(depth + 1));
      skipBlanks();
    } while (took(','));
    take(']');
    return new JsonValue.Array(values);
  }

  private JsonValue word(String word, JsonValue value) {
    if (!text.startsWith(word, at)) {
      throw wrong("a value is missing");
    }
    at += word.length();
    return value;
  }

  private JsonValue number() {
    int begin = at;
    took('-');
    if (!took('0')) {
      digits();
    }
    if (took('.')) {
      digits();
    }
    if (took('e') || took('E')) {
      if (!took('+')) {
        took('-');
      }
      digits();
    }
    return new JsonValue.Numeral(text.substring(begin, at));
  }

  private void digits() {
    int begin = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == begin) {
      throw wrong("a value is missing");
    }
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    at++;
    while (true) {
      char c = peek();
      at++;
      if (c == '"') {
        return value.toString();
      }
      if (c < ' ') {
        throw wrong("a control character stands in a text");
      }
      value.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex();
      default -> throw wrong("'\\" + c + "' means nothing");
    };
  }

  private char hex() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0 || peek() > 'f') {
        throw wrong("four hexadecimal digits are missing");
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("it ends too early");
    }
    return text.charAt(at);
  }

  private boolean took(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void take(char c) {
    if (!took(c)) {
      throw wrong("'" + c + "' is missing");
    }
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private JsonException wrong(String what) {
    return new JsonException("no JSON: " + what + ", at character " + (at + 1));
  }
}
