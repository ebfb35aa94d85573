package dev.lockstep.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads JSON as RFC 8259 has it and nothing more: the judge of what is written. Strings, booleans
/// and numbers (as [Digits]) come as themselves, null as an empty [Optional].
public final class StrictJson {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final String text;
  private int at;

  private StrictJson(String text) {
    this.text = text;
  }

  /// What a number was written as.
  public record Digits(String digits) {}

  public static Object parse(String text) {
    StrictJson json = new StrictJson(text);
    Object value = json.value();
    json.space();
    if (json.at != text.length()) {
      throw json.wrong("something follows");
    }
    return value;
  }

  private Object value() {
    space();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", Optional.empty());
      default -> number();
    };
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong("no value");
    }
    at += word.length();
    return value;
  }

  private Object number() {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw wrong("no value");
    }
    at = matcher.end();
    return new Digits(matcher.group());
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    expect('{');
    space();
    boolean more = peek() != '}';
    while (more) {
      space();
      String name = string();
      space();
      expect(':');
      if (members.put(name, value()) != null) {
        throw wrong("'" + name + "' twice");
      }
      space();
      more = peek() == ',';
      at += more ? 1 : 0;
    }
    expect('}');
    return members;
  }

  private List<Object> array() {
    List<Object> values = new ArrayList<>();
    expect('[');
    space();
    boolean more = peek() != ']';
    while (more) {
      values.add(value());
      space();
      more = peek() == ',';
      at += more ? 1 : 0;
    }
    expect(']');
    return values;
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw wrong("a bare control character");
      }
      string.append(c == '\\' ? escape() : c);
    }
    expect('"');
    return string.toString();
  }

  private char escape() {
    char c = text.charAt(at++);
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> throw wrong("no such escape");
    };
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at == text.length()) {
      throw wrong("it ends too early");
    }
    return text.charAt(at);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw wrong("no " + c);
    }
    at++;
  }

  private AssertionError wrong(String why) {
    return new AssertionError(why + " at " + at + " of " + text);
  }
}
