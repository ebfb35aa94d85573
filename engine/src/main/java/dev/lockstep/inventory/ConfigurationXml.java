package dev.lockstep.inventory;

import dev.lockstep.object.Encryption;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Configurations in the XML of S3's own protocol.
public final class ConfigurationXml {
  private static final int DEEPEST = 32;

  private ConfigurationXml() {}

  /// Reads one, with the namespace of S3 or without.
  ///
  /// @throws InventoryException when it is none
  public static InventoryConfiguration parse(String text) {
    try {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text));
      xml.nextTag();
      Element root = element(xml, 0);
      if (!root.name().equals("InventoryConfiguration")) {
        throw new InventoryException("the configuration begins with <" + root.name() + ">");
      }
      return ConfigurationTree.read(root);
    } catch (XMLStreamException e) {
      throw new InventoryException("the configuration can't be read: " + e.getMessage(), e);
    }
  }

  /// @param text of the element itself, without that of its children
  private record Element(String name, String text, List<Element> children)
      implements ConfigurationTree {
    private static String xmlName(String name) {
      return switch (name) {
        case "SSES3" -> "SSE-S3";
        case "SSEKMS" -> "SSE-KMS";
        default -> name;
      };
    }

    private @Nullable Element find(String wanted) {
      for (Element child : children) {
        if (child.name.equals(xmlName(wanted))) {
          return child;
        }
      }
      return null;
    }

    /// Spaces may be part of a key.
    @Override
    public @Nullable String text(String wanted) {
      Element found = find(wanted);
      return found == null ? null : found.text;
    }

    @Override
    public @Nullable ConfigurationTree child(String wanted) {
      return find(wanted);
    }

    @Override
    public List<String> texts(String list) {
      Element found = find(list);
      return found == null ? List.of() : found.children.stream().map(Element::text).toList();
    }
  }

  private static Element element(XMLStreamReader xml, int depth) throws XMLStreamException {
    if (depth > DEEPEST) {
      throw new InventoryException("the configuration is nested too deeply");
    }
    String name = xml.getLocalName();
    StringBuilder text = new StringBuilder();
    List<Element> children = new ArrayList<>();
    while (true) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(xml, depth + 1));
        case XMLStreamConstants.END_ELEMENT -> {
          return new Element(name, text.toString(), List.copyOf(children));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
        default -> {}
      }
    }
  }

  /// Writes one.
  public static String text(InventoryConfiguration one) {
    StringBuilder xml =
        new StringBuilder(
            "<InventoryConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    xml.append("<Destination><S3BucketDestination>");
    element(xml, "AccountId", one.accountId());
    element(xml, "Bucket", InventoryManifest.arn(one.destination()));
    element(xml, "Format", one.format().manifestName());
    element(
        xml, "Prefix", one.destinationPrefix().isEmpty() ? null : one.destinationPrefix().text());
    encryption(xml, one.encryption());
    xml.append("</S3BucketDestination></Destination>");
    element(xml, "IsEnabled", Boolean.toString(one.enabled()));
    if (!one.prefix().isEmpty()) {
      xml.append("<Filter>");
      element(xml, "Prefix", one.prefix().text());
      xml.append("</Filter>");
    }
    element(xml, "Id", one.id());
    element(xml, "IncludedObjectVersions", one.allVersions() ? "All" : "Current");
    if (!one.optional().isEmpty()) {
      xml.append("<OptionalFields>");
      one.optional().stream().sorted().forEach(field -> element(xml, "Field", field.csvName()));
      xml.append("</OptionalFields>");
    }
    xml.append("<Schedule>");
    element(xml, "Frequency", one.frequency().awsName());
    return xml.append("</Schedule></InventoryConfiguration>").toString();
  }

  private static void encryption(StringBuilder xml, @Nullable Encryption encryption) {
    if (encryption != null) {
      xml.append("<Encryption>");
      if (encryption.keyId() == null) {
        xml.append("<SSE-S3/>");
      } else {
        xml.append("<SSE-KMS>");
        element(xml, "KeyId", encryption.keyId());
        xml.append("</SSE-KMS>");
      }
      xml.append("</Encryption>");
    }
  }

  private static void element(StringBuilder xml, String name, @Nullable String text) {
    if (text == null) {
      return;
    }
    xml.append('<').append(name).append('>');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '\r' -> xml.append("&#13;");
        default -> xml.append(c);
      }
    }
    xml.append("</").append(name).append('>');
  }
}
