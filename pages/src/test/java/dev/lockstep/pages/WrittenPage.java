package dev.lockstep.pages;

import dev.lockstep.telemetry.JsonReader;
import dev.lockstep.telemetry.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// A page as it was written, taken apart: its elements, and what stands in its three scripts.
///
/// @param markup all but what stands in scripts
record WrittenPage(String markup, Document document, List<String> scripts) {
  private static final Pattern SCRIPT =
      Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);

  static WrittenPage of(Page page) {
    StringWriter out = new StringWriter();
    try {
      new PageWriter(out).write(page);
      String text = out.toString();
      List<String> scripts =
          SCRIPT.matcher(text).results().map((MatchResult one) -> one.group(2)).toList();
      String markup = SCRIPT.matcher(text).replaceAll("<script$1></script>");
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(markup)));
      return new WrittenPage(markup, document, scripts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParserConfigurationException | SAXException e) {
      throw new AssertionError("The page is not well-formed: " + e.getMessage(), e);
    }
  }

  List<Element> all(String tag) {
    NodeList nodes = document.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  List<String> texts(String tag) {
    return all(tag).stream().map(Node::getTextContent).toList();
  }

  /// What the program draws.
  JsonValue charts() {
    return JsonReader.read(scripts.getFirst());
  }
}
