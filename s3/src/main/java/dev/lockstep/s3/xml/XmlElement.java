package dev.lockstep.s3.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An element of a small document. Namespaces and attributes are left out: S3 says nothing by them.
///
/// @param name without prefix
/// @param text all text directly within, put together
public record XmlElement(String name, String text, List<XmlElement> children) {
  public XmlElement {
    children = List.copyOf(children);
  }

  /// Reads a document.
  ///
  /// @throws XmlException when it is none, or has what a store has no reason to send
  public static XmlElement read(byte[] bytes, int length) {
    int start = 0;
    while (start < length && bytes[start] <= ' ' && bytes[start] > 0) {
      start++; // Sent to keep the connection alive while the store works.
    }
    XmlElement quick = new QuickXml(bytes, start, length).document();
    return quick == null ? StrictXml.document(bytes, start, length) : quick;
  }

  /// The first child of this name.
  public @Nullable XmlElement child(String childName) {
    for (XmlElement child : children) {
      if (child.name.equals(childName)) {
        return child;
      }
    }
    return null;
  }

  /// The text of the first child of this name; null when there is none.
  public @Nullable String textOf(String childName) {
    XmlElement child = child(childName);
    return child == null ? null : child.text;
  }

  /// The same, or another text when there is none.
  public String textOr(String childName, String otherwise) {
    String found = textOf(childName);
    return found == null ? otherwise : found;
  }

  /// All children of this name.
  public List<XmlElement> all(String childName) {
    List<XmlElement> found = new ArrayList<>();
    for (XmlElement child : children) {
      if (child.name.equals(childName)) {
        found.add(child);
      }
    }
    return found;
  }
}
