package dev.lockstep.sandbox.face;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.sandbox.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes the XML of answers. Belongs to one thread.
final class XmlText {
  private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.ISO_8859_1);

  private byte[] bytes = new byte[1024];
  private int length;

  XmlText() {
    ascii("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  }

  /// Opens the element that all others are in.
  XmlText root(String name) {
    ascii("<").ascii(name).ascii(NAMESPACE);
    return ascii(">");
  }

  XmlText open(String name) {
    return ascii("<").ascii(name).ascii(">");
  }

  XmlText close(String name) {
    return ascii("</").ascii(name).ascii(">");
  }

  /// Opens an element with attributes, which are written as they are.
  XmlText open(String name, String attributes) {
    return ascii("<").ascii(name).ascii(" ").ascii(attributes).ascii(">");
  }

  /// An element with a text.
  XmlText element(String name, String text) {
    open(name);
    escape(text.getBytes(StandardCharsets.UTF_8));
    return close(name);
  }

  XmlText text(String text) {
    escape(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  XmlText element(String name, long number) {
    return open(name).ascii(Long.toString(number)).close(name);
  }

  XmlText element(String name, boolean truth) {
    return open(name).ascii(Boolean.toString(truth)).close(name);
  }

  /// An element with a key, percent-encoded if so asked.
  XmlText element(String name, ObjectKey key, boolean encoded) {
    open(name);
    byte[] text = key.toBytes();
    if (encoded) {
      percentEncode(text);
    } else {
      escape(text);
    }
    return close(name);
  }

  private void escape(byte[] text) {
    for (byte next : text) {
      switch (next) {
        case '&' -> ascii("&amp;");
        case '<' -> ascii("&lt;");
        case '>' -> ascii("&gt;");
        case '"' -> ascii("&quot;");
        default -> {
          if (next >= 0 && next < ' ') {
            ascii("&#x").ascii(Integer.toHexString(next)).ascii(";");
          } else {
            put(next);
          }
        }
      }
    }
  }

  /// As S3 does it: a blank becomes a plus, a slash stays.
  private void percentEncode(byte[] text) {
    for (byte next : text) {
      if (isPlain(next)) {
        put(next);
      } else if (next == ' ') {
        put((byte) '+');
      } else {
        put((byte) '%');
        put(HEX[next >> 4 & 15]);
        put(HEX[next & 15]);
      }
    }
  }

  private static boolean isPlain(byte c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '*'
        || c == '/';
  }

  private XmlText ascii(String text) {
    int count = text.length();
    ensure(count);
    for (int i = 0; i < count; i++) {
      bytes[length + i] = (byte) text.charAt(i);
    }
    length += count;
    return this;
  }

  private void put(byte next) {
    ensure(1);
    bytes[length++] = next;
  }

  private void ensure(int room) {
    if (length + room > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + room, bytes.length * 2));
    }
  }

  /// The answer with this text.
  HttpResponse respond(int status) {
    return new HttpResponse(status).header("Content-Type", "application/xml").bytes(bytes, length);
  }
}
