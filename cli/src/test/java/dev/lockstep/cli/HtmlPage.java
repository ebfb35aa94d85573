package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.telemetry.JsonReader;
import dev.lockstep.telemetry.JsonValue;
import dev.lockstep.telemetry.JsonValue.Members;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// A page that was written, read as a browser would: what holds for every page is checked on the
/// way.
final class HtmlPage {
  private static final Pattern SCRIPT =
      Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);

  /// All but what stands in its programs.
  final String markup;

  private final Document document;
  private final List<Members> charts = new ArrayList<>();

  private HtmlPage(String text) throws Exception {
    List<MatchResult> scripts = SCRIPT.matcher(text).results().toList();
    assertThat(scripts).hasSize(3);
    markup = SCRIPT.matcher(text).replaceAll("<script$1></script>");
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(markup)));
    for (JsonValue chart :
        ((JsonValue.Array) JsonReader.read(scripts.getFirst().group(2))).values()) {
      charts.add((Members) chart);
    }
    loadsNothing();
    allowsOnly(scripts.get(1).group(2), scripts.get(2).group(2));
  }

  static HtmlPage read(Path file) {
    try {
      return new HtmlPage(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new AssertionError("The page is not well-formed: " + e.getMessage(), e);
    }
  }

  /// Neither an element nor the style names anything outside.
  private void loadsNothing() {
    NodeList all = document.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      for (String attribute : List.of("src", "href", "data", "action", "srcset", "style")) {
        assertThat(element.hasAttribute(attribute)).as(element.getTagName()).isFalse();
      }
    }
    assertThat(all("link")).isEmpty();
    assertThat(all("iframe")).isEmpty();
    assertThat(markup).doesNotContain("@import").doesNotContain("url(");
  }

  /// The policy is first, lets the page's own programs run by their hashes, and nothing else.
  private void allowsOnly(String library, String program) throws GeneralSecurityException {
    Element policy = all("meta").get(1);
    assertThat(policy.getAttribute("http-equiv")).isEqualTo("Content-Security-Policy");
    assertThat(policy.getAttribute("content"))
        .startsWith("default-src 'none';")
        .endsWith("script-src '" + hash(library) + "' '" + hash(program) + "'");
  }

  private static String hash(String script) throws GeneralSecurityException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  List<Element> all(String tag) {
    NodeList nodes = document.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  String title() {
    return all("h1").getFirst().getTextContent();
  }

  /// The figures at the top: `Only in A: 3`.
  List<String> facts() {
    List<Element> values = all("dd");
    List<Element> labels = all("dt");
    List<String> facts = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      facts.add(labels.get(i).getTextContent() + ": " + values.get(i).getTextContent());
    }
    return facts;
  }

  /// The cells of the first column of the last table.
  List<String> firstCells() {
    Element table = all("table").getLast();
    NodeList rows = table.getElementsByTagName("tr");
    List<String> cells = new ArrayList<>();
    for (int i = 1; i < rows.getLength(); i++) {
      cells.add(((Element) rows.item(i)).getElementsByTagName("td").item(0).getTextContent());
    }
    return cells;
  }

  Members chart(String title) {
    return charts.stream()
        .filter(chart -> title.equals(chart.text("title")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no chart " + title));
  }

  /// What the page's program draws, every string and number of it.
  List<Members> charts() {
    return charts;
  }
}
