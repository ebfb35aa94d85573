package dev.lockstep.s3.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the kind of XML that stores send: elements, text and references, in UTF-8. Whatever is not
/// of that kind is left to [StrictXml], so that being quick is never being wrong.
final class QuickXml {
  private static final int DEEPEST = 16;

  private final byte[] bytes;
  private final int end;
  private int at;
  private boolean unusual;

  QuickXml(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    at = from;
    end = to;
  }

  /// @return null when it is not of that kind
  @Nullable XmlElement document() {
    if (startsWith("<?xml")) {
      while (at < end && bytes[at] != '>') {
        at++;
      }
      at++;
      skipBlank();
    }
    XmlElement root = element(0);
    skipBlank();
    return unusual || at != end ? null : root;
  }

  private @Nullable XmlElement element(int depth) {
    if (depth == DEEPEST || at >= end || bytes[at] != '<') {
      return giveUp();
    }
    int nameStart = ++at;
    while (at < end && isNameByte(bytes[at])) {
      at++;
    }
    int nameEnd = at;
    boolean empty = endOfStartTag();
    if (unusual || nameEnd == nameStart) {
      return giveUp();
    }
    String name = new String(bytes, nameStart, nameEnd - nameStart, UTF_8);
    return empty ? new XmlElement(name, "", List.of()) : content(name, depth);
  }

  /// Skips attributes.
  ///
  /// @return whether the element ends with its start tag
  private boolean endOfStartTag() {
    byte quote = 0;
    for (; at < end; at++) {
      byte b = bytes[at];
      if (quote != 0) {
        quote = b == quote ? 0 : quote;
      } else if (b == '"' || b == '\'') {
        quote = b;
      } else if (b == '>') {
        at++;
        return bytes[at - 2] == '/';
      } else if (b == '<') {
        break;
      }
    }
    unusual = true;
    return false;
  }

  private @Nullable XmlElement content(String name, int depth) {
    StringBuilder text = new StringBuilder();
    List<XmlElement> children = new ArrayList<>();
    while (true) {
      text(text);
      if (unusual || at + 1 >= end) {
        return giveUp();
      }
      if (bytes[at + 1] == '/') {
        return endTag(name) ? new XmlElement(name, text.toString(), children) : giveUp();
      }
      XmlElement child = element(depth + 1);
      if (child == null) {
        return null;
      }
      children.add(child);
    }
  }

  private boolean endTag(String name) {
    at += 2;
    if (!startsWith(name)) {
      return false;
    }
    at += name.length();
    skipBlank();
    return at < end && bytes[at++] == '>';
  }

  /// Text up to the next tag.
  private void text(StringBuilder target) {
    int from = at;
    while (at < end && bytes[at] != '<') {
      byte b = bytes[at];
      if (b == '&') {
        target.append(new String(bytes, from, at - from, UTF_8));
        reference(target);
        from = at;
      } else if (b >= 0 && b < ' ' && b != '\n' && b != '\t' || isCdataEnd()) {
        unusual = true;
        return;
      } else {
        at++;
      }
    }
    if (at > from) {
      target.append(new String(bytes, from, at - from, UTF_8));
    }
  }

  /// Text must not have the end of a CDATA section.
  private boolean isCdataEnd() {
    return bytes[at] == '>' && at > 1 && bytes[at - 1] == ']' && bytes[at - 2] == ']';
  }

  private void reference(StringBuilder target) {
    int from = ++at;
    while (at < end && at - from < 10 && bytes[at] != ';') {
      at++;
    }
    String name = new String(bytes, from, at - from, UTF_8);
    int point = XmlEntities.codePoint(name);
    if (at == end || bytes[at] != ';' || point == XmlEntities.NONE) {
      unusual = true;
      at = end;
      return;
    }
    target.appendCodePoint(point);
    at++;
  }

  private @Nullable XmlElement giveUp() {
    unusual = true;
    return null;
  }

  private void skipBlank() {
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
  }

  private boolean startsWith(String ascii) {
    if (end - at < ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[at + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private static boolean isNameByte(byte b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || b == '_'
        || b == '-'
        || b == '.';
  }
}
