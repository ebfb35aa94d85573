package dev.lockstep.sandbox.face;

import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// An element of a request's XML, without regard to namespaces. Document types are refused.
final class XmlElement {
  private static final XMLInputFactory FACTORY = factory();
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  private final String name;
  private final String type;
  private final List<XmlElement> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private XmlElement(String name, String type) {
    this.name = name;
    this.type = type;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /// The root of a document.
  ///
  /// @throws Refusal when it is none, or has another name
  static XmlElement parse(byte[] document, String name) {
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
      XmlElement root = parse(reader);
      if (root != null && root.name.equals(name)) {
        return root;
      }
    } catch (XMLStreamException e) {
      // Refused below, as another document is.
    }
    throw new Refusal(ErrorCode.MALFORMED_XML);
  }

  private static @Nullable XmlElement parse(XMLStreamReader reader) throws XMLStreamException {
    Deque<XmlElement> open = new ArrayDeque<>();
    XmlElement root = null;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          XmlElement element = begun(reader);
          if (open.isEmpty()) {
            root = element;
          } else {
            open.element().children.add(element);
          }
          open.push(element);
        }
        case XMLStreamConstants.END_ELEMENT -> open.pop();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.element().text.append(reader.getText());
          }
        }
        case XMLStreamConstants.DTD -> throw new XMLStreamException("A document type");
        default -> {}
      }
    }
    return root;
  }

  private static XmlElement begun(XMLStreamReader reader) {
    String type = reader.getAttributeValue(XSI, "type");
    return new XmlElement(reader.getLocalName(), type == null ? "" : type);
  }

  String text() {
    return text.toString();
  }

  /// The `xsi:type`; empty when there is none.
  String type() {
    return type;
  }

  List<XmlElement> children() {
    return children;
  }

  String name() {
    return name;
  }

  List<XmlElement> children(String called) {
    return children.stream().filter(child -> child.name.equals(called)).toList();
  }

  /// The first child of a name; null when there is none.
  @Nullable XmlElement child(String called) {
    for (XmlElement child : children) {
      if (child.name.equals(called)) {
        return child;
      }
    }
    return null;
  }

  /// The text of a child; null when there is none.
  @Nullable String childText(String called) {
    XmlElement child = child(called);
    return child == null ? null : child.text();
  }

  /// The text of a child that has to be there.
  String requiredText(String called) {
    String found = childText(called);
    if (found == null) {
      throw new Refusal(ErrorCode.MALFORMED_XML);
    }
    return found;
  }
}
