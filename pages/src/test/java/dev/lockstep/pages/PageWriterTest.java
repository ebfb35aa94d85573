package dev.lockstep.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.pages.Page.Fact;
import dev.lockstep.pages.Page.Tone;
import dev.lockstep.summary.ObjectSummary;
import dev.lockstep.telemetry.JsonValue;
import dev.lockstep.telemetry.JsonValue.Array;
import dev.lockstep.telemetry.JsonValue.Members;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

class PageWriterTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String PROGRAM = "</script><script>alert(1)</script><!--";
  private static final double READABLE = 4.5;

  private static Page page(String key) {
    ObjectSummary summary = new ObjectSummary(2, NOW, Charts.PREFIXES);
    summary.add(0, key + "/1", 1_500L, NOW.minusSeconds(10), "STANDARD");
    summary.add(1, key + "/2", 7L, NOW.minusSeconds(86_500), "GLACIER");
    List<Section> sections = new ArrayList<>(Charts.of(summary, List.of("only in A", key)));
    sections.add(
        new Section.Bars(
            key, "", "prefix", List.of(key), List.of(new Section.Series(key, List.of(12.5)))));
    sections.add(
        new Section.Table(
            "Rows",
            key,
            List.of(new Section.Column("Key", false), new Section.Column("Size", true)),
            List.of(Arrays.asList(key, "1,500"), Arrays.asList(null, null))));
    return new Page(key, "about " + key, List.of(new Fact(key, "1,234", key, Tone.BAD)), sections);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PROGRAM,
        "quotes \" ' & &amp; <b>",
        "ü 日本 😀",
        "\"><img src=x onerror=alert(1)>",
        "]]>",
        "-->",
        "\\u003c\\"
      })
  void whatAKeySaysIsTextWhereverItStands(String key) {
    WrittenPage page = WrittenPage.of(page(key));

    assertThat(page.scripts()).hasSize(3);
    assertThat(page.all("img")).isEmpty();
    assertThat(page.all("b")).isEmpty();
    assertThat(page.texts("h1")).containsExactly(key);
    assertThat(page.texts("title")).containsExactly(key + " – lockstep");
    assertThat(page.texts("dt")).containsExactly(key);
    assertThat(page.texts("bdi")).contains(key);
    assertThat(page.texts("li")).contains(key);
    assertThat(page.scripts().getFirst()).doesNotContain("<").doesNotContain(">");
    Members bars = chart(page, "bars");
    assertThat(bars.text("title")).isEqualTo(key);
    assertThat(bars.array("labels")).containsExactly(new JsonValue.Text(key));
  }

  @Test
  void controlAndDirectionCharactersAreShownAndObeyedByNobody() {
    WrittenPage page = WrittenPage.of(page("rtl\u202egpj\u0000\n\u2028"));

    assertThat(page.texts("bdi")).contains("rtl\\u202egpj\\u0000\\n\\u2028");
    assertThat(page.markup()).doesNotContain("\u202e").doesNotContain("\u0000");
    assertThat(page.scripts().getFirst()).doesNotContain("\u202e").doesNotContain("\u2028");
  }

  private static Members chart(WrittenPage page, String kind) {
    return ((Array) page.charts())
        .values().stream()
            .map(Members.class::cast)
            .filter(one -> kind.equals(one.text("kind")))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void eachFigureStandsInTheChartsAndInTheTables() {
    WrittenPage page = WrittenPage.of(page("p"));

    Members root = Objects.requireNonNull(chart(page, "treemap").members("root"));
    assertThat(root.array("all").toString()).contains("1500").contains("7");
    assertThat(page.texts("td")).contains("p/", "1", "1.5 KiB", "7 B", "below 8 KiB", "GLACIER");
    assertThat(page.texts("dd")).containsExactly("1,234 p");
    assertThat(page.all("dl").getFirst().getElementsByTagName("div").item(0).getAttributes())
        .extracting(attributes -> attributes.getNamedItem("class").getNodeValue())
        .isEqualTo("bad");
    assertThat(chart(page, "bars").array("series").toString()).contains("12.5");
  }

  @Test
  void withoutAProgramASentenceAndAnOpenTableStandWhereAChartWouldBe() {
    WrittenPage page = WrittenPage.of(page("p"));
    List<Element> places =
        page.all("div").stream().filter(one -> one.getAttribute("role").equals("img")).toList();

    assertThat(places).hasSize(5);
    for (Element place : places) {
      assertThat(place.hasAttribute("hidden")).isTrue();
      assertThat(place.getAttribute("aria-label")).isNotEmpty();
      assertThat(paragraph(page, place.getAttribute("id") + "-undrawn"))
          .contains("The table has the same figures");
    }
    assertThat(page.all("details"))
        .hasSize(4)
        .allSatisfy(details -> assertThat(details.hasAttribute("open")).isTrue());
    assertThat(page.all("fieldset"))
        .allSatisfy(choice -> assertThat(choice.hasAttribute("hidden")).isTrue());
    assertThat(page.scripts().getLast())
        .contains("'-undrawn'")
        .contains("catch (error)")
        .contains("place.hidden = true");
  }

  private static String paragraph(WrittenPage page, String id) {
    return page.all("p").stream()
        .filter(one -> one.getAttribute("id").equals(id))
        .map(Element::getTextContent)
        .findFirst()
        .orElse("");
  }

  @Test
  void nothingIsLoadedFromAnywhere() {
    WrittenPage page = WrittenPage.of(page("https://example.org/x"));

    for (Element element : page.all("*")) {
      NamedNodeMap attributes = element.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        assertThat(attributes.item(i).getNodeName())
            .as(element.getTagName())
            .isNotIn("src", "href", "srcset", "action", "data", "background", "style");
      }
      assertThat(element.getTagName())
          .isNotIn("link", "iframe", "img", "object", "embed", "base", "form");
    }
    String style = page.texts("style").getFirst();
    assertThat(style).doesNotContain("url(").doesNotContain("@import").doesNotContain("http");
    assertThat(page.scripts().getLast()).doesNotContain("http").doesNotContain("import(");
    assertThat(page.all("meta"))
        .extracting(meta -> meta.getAttribute("content"))
        .anyMatch(content -> content.startsWith("default-src 'none'; "));
  }

  @Test
  void bothSchemesOfColoursAreWholeAndCanBeRead() {
    String style = WrittenPage.of(page("p")).texts("style").getFirst();
    int dark = style.indexOf("@media (prefers-color-scheme: dark)");
    Map<String, String> light = colours(style.substring(0, dark));
    Map<String, String> night = colours(style.substring(dark, style.indexOf("* {", dark)));

    assertThat(light).hasSizeGreaterThan(15);
    assertThat(night.keySet()).isEqualTo(light.keySet());
    assertThat(night).doesNotContainEntry("page", light.get("page"));
    for (Map<String, String> scheme : List.of(light, night)) {
      for (String text : List.of("text", "quiet", "accent", "good", "bad")) {
        assertThat(contrast(scheme, text, "card")).as(text).isGreaterThanOrEqualTo(READABLE);
      }
      for (String behind : List.of("page", "card")) {
        assertThat(contrast(scheme, "text", behind)).as(behind).isGreaterThanOrEqualTo(READABLE);
      }
    }
  }

  private static Map<String, String> colours(String css) {
    Map<String, String> colours = new TreeMap<>();
    Matcher found = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6});").matcher(css);
    found.results().forEach((MatchResult one) -> colours.put(one.group(1), one.group(2)));
    return colours;
  }

  /// As the Web Content Accessibility Guidelines define it, from 1 to 21.
  private static double contrast(Map<String, String> scheme, String one, String other) {
    double first = light(Objects.requireNonNull(scheme.get(one)));
    double second = light(Objects.requireNonNull(scheme.get(other)));
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double light(String colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
