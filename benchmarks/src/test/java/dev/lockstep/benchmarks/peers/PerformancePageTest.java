package dev.lockstep.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PerformancePageTest {
  @TempDir private Path docs = Path.of("");

  private record TestRow(String number) implements Row {
    @Override
    public String title() {
      return "a row";
    }

    @Override
    public List<Part> measure(Bench bench) {
      return List.of();
    }
  }

  private static Part part(String wrong) {
    Measured ours =
        new Measured("lockstep", "", List.of(new Sample(1, 2, 1, 2048, 3, Map.of(), "")));
    Measured peer =
        new Measured("a<b", "elsewhere", List.of(new Sample(1, 4, 1, 2048, 3, Map.of(), wrong)));
    Verdicts verdicts = new Verdicts(List.of(ours, peer), 100, "keys").rate(2);
    return Part.of("work", "some & work", verdicts, List.of("left out: nobody"));
  }

  @Test
  void aRowIsWrittenBetweenItsMarksAndAllElseStays() throws IOException {
    Path page = docs.resolve("performance.md");
    Files.writeString(
        page, "before\n<!-- P3 -->\nold\n<!-- end of P3 -->\nbetween <!-- P4 -->\nkept\n");

    new PerformancePage(docs).write(new TestRow("P3"), List.of(part("")), "a machine");

    String text = Files.readString(page);
    assertThat(text).startsWith("before\n<!-- P3 -->\n\n_a machine_\n").doesNotContain("old");
    assertThat(text).endsWith("<!-- end of P3 -->\nbetween <!-- P4 -->\nkept\n");
    assertThat(text).contains("| lockstep | 1.00 (1.00) | 2.00 (2.00) | 1.00 | 50 |");
    assertThat(text).contains("| 50.00 | a<b 25.00 | 2.00 | met |").contains("- left out: nobody");
    assertThat(text).contains("![some & work](charts/work.svg)");
  }

  @Test
  void aWrongAnswerIsToldInItsLine() {
    assertThat(PartText.of(part("3 objects\nlost"))).contains("WRONG: 3 objects lost");
    assertThat(part("lost").right()).isFalse();
  }

  @Test
  void theChartIsXmlThatTellsItsFigures() throws Exception {
    Files.writeString(docs.resolve("performance.md"), "<!-- P3 -->\n<!-- end of P3 -->");
    new PerformancePage(docs).write(new TestRow("P3"), List.of(part("")), "");

    String svg = Files.readString(docs.resolve("charts/work.svg"));
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("some & work");
    assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
        .contains("lockstep 50.00.")
        .contains("a<b ¹ 25.00.");
    assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(3);
  }

  @Test
  void aPageWithoutTheRowsMarksIsLeftAlone() throws IOException {
    Files.writeString(docs.resolve("performance.md"), "nothing");

    assertThatThrownBy(() -> new PerformancePage(docs).write(new TestRow("P3"), List.of(), ""))
        .hasMessageContaining("no marks for P3");
  }
}
