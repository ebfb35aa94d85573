package dev.lockstep.s3.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A small document of ours, being written.
public final class XmlText {
  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private final StringBuilder text = new StringBuilder(256);

  /// Begins the root element.
  public static XmlText root(String name) {
    XmlText xml = new XmlText();
    xml.text.append('<').append(name).append(" xmlns=\"").append(NAMESPACE).append("\">");
    return xml;
  }

  public XmlText open(String name) {
    text.append('<').append(name).append('>');
    return this;
  }

  /// Begins an element that has a type from XML Schema.
  public XmlText openTyped(String name, String type) {
    text.append('<').append(name);
    text.append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"");
    text.append(type).append("\">");
    return this;
  }

  public XmlText close(String name) {
    text.append("</").append(name).append('>');
    return this;
  }

  /// An element with nothing but text.
  public XmlText element(String name, String value) {
    open(name);
    for (int i = 0; i < value.length(); i++) {
      append(value.charAt(i));
    }
    return close(name);
  }

  /// What XML 1.0 has no way to say (U+0001) is written as a reference all the same: stores read
  /// it.
  private void append(char c) {
    switch (c) {
      case '<' -> text.append("&lt;");
      case '>' -> text.append("&gt;");
      case '&' -> text.append("&amp;");
      case '"' -> text.append("&quot;");
      default -> {
        if (c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028) {
          text.append("&#").append((int) c).append(';');
        } else {
          text.append(c);
        }
      }
    }
  }

  public byte[] bytes() {
    return text.toString().getBytes(UTF_8);
  }
}
