package dev.lockstep.s3.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.MissingResourceException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads any XML with the JDK's parser, hardened: no document type, no external entities, no depth
/// without end.
final class StrictXml {
  private static final int DEEPEST = 32;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final XMLInputFactory FACTORY = factory();

  private StrictXml() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver((_, _, _, _) -> {
      throw new XMLStreamException("An answer refers to something outside");
    });
    return factory;
  }

  static XmlElement document(byte[] bytes, int from, int to) {
    try {
      XMLStreamReader reader =
          FACTORY.createXMLStreamReader(new StringReader(text(bytes, from, to)));
      XmlElement root = null;
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.DTD ->
              throw new XmlException("The answer has a document type, which S3 never sends");
          case XMLStreamConstants.START_ELEMENT -> root = element(reader, 0);
          default -> {
            // Blanks and comments around the root.
          }
        }
      }
      if (root == null) {
        throw new XmlException("The answer is empty");
      }
      return root;
    } catch (XMLStreamException | MissingResourceException e) {
      // The JDK's parser has no words for some faults of a document type, and fails for lack of
      // them.
      throw new XmlException("The answer is no XML: " + e.getMessage(), e);
    }
  }

  /// S3 answers in UTF-8 whatever a declaration may say. The JDK's parser would tell broken UTF-8
  /// on stderr, on which nobody can put a hand.
  private static String text(byte[] bytes, int from, int to) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new XmlException("The answer is no UTF-8", e);
    }
  }

  private static XmlElement element(XMLStreamReader reader, int depth) throws XMLStreamException {
    if (depth == DEEPEST) {
      throw new XmlException("The answer's elements are nested too deeply");
    }
    String name = reader.getLocalName();
    StringBuilder text = new StringBuilder();
    List<XmlElement> children = new ArrayList<>();
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, depth + 1));
        case XMLStreamConstants.END_ELEMENT -> {
          return new XmlElement(name, text.toString(), children);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(reader.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XmlException("The answer uses an entity that is not declared");
        default -> {
          // Comments and processing instructions say nothing.
        }
      }
    }
  }
}
