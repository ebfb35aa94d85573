package dev.lockstep.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Writes one JSON value (RFC 8259) piece by piece, without making a tree of it first. One thread.
///
/// Names and values are written in the order of the calls; commas are its business. What is not
/// ASCII stays as it is; unpaired surrogates and control characters are escaped.
public final class JsonWriter {
  private final Appendable out;
  private boolean first = true;

  public JsonWriter(Appendable out) {
    this.out = out;
  }

  public JsonWriter beginObject() {
    return open('{');
  }

  public JsonWriter endObject() {
    return close('}');
  }

  public JsonWriter beginArray() {
    return open('[');
  }

  public JsonWriter endArray() {
    return close(']');
  }

  /// The name of the member whose value follows.
  public JsonWriter name(String name) {
    separate();
    string(name);
    append(":");
    first = true;
    return this;
  }

  public JsonWriter value(@Nullable String value) {
    separate();
    if (value == null) {
      append("null");
    } else {
      string(value);
    }
    return this;
  }

  public JsonWriter value(long value) {
    separate();
    append(Long.toString(value));
    return this;
  }

  public JsonWriter value(boolean value) {
    separate();
    append(Boolean.toString(value));
    return this;
  }

  /// A number that was written out already, with a fraction for example.
  public JsonWriter number(String digits) {
    separate();
    append(digits);
    return this;
  }

  public JsonWriter member(String name, @Nullable String value) {
    return name(name).value(value);
  }

  public JsonWriter member(String name, long value) {
    return name(name).value(value);
  }

  public JsonWriter member(String name, boolean value) {
    return name(name).value(value);
  }

  private JsonWriter open(char bracket) {
    separate();
    append(String.valueOf(bracket));
    first = true;
    return this;
  }

  private JsonWriter close(char bracket) {
    append(String.valueOf(bracket));
    first = false;
    return this;
  }

  private void separate() {
    if (!first) {
      append(",");
    }
    first = false;
  }

  private void string(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          boolean paired = !Character.isSurrogate(c) || isPaired(text, i);
          if (c >= ' ' && c != 127 && paired) {
            quoted.append(c);
          } else {
            quoted.append(String.format("\\u%04x", (int) c));
          }
        }
      }
    }
    append(quoted.append('"'));
  }

  private static boolean isPaired(String text, int at) {
    char c = text.charAt(at);
    return Character.isHighSurrogate(c)
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  private void append(CharSequence text) {
    try {
      out.append(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
