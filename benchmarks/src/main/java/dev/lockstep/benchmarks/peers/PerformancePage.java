package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes what was measured into `docs/performance.md`, each row between its marks, and a chart for
/// each work under `docs/charts`. What stands around the marks stays.
final class PerformancePage {
  private final Path docs;

  PerformancePage(Path docs) {
    this.docs = docs;
  }

  /// @param setting when and where it was measured
  void write(Row row, List<Part> parts, String setting) throws IOException {
    Path page = docs.resolve("performance.md");
    String text = Files.readString(page);
    String begin = "<!-- " + row.number() + " -->\n";
    String end = "<!-- end of " + row.number() + " -->";
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new IOException(page + " has no marks for " + row.number());
    }
    StringBuilder fresh = new StringBuilder("\n_").append(setting).append("_\n\n");
    for (Part part : parts) {
      fresh.append(PartText.of(part));
      fresh.append(chart(part));
    }
    Files.writeString(page, text.substring(0, from + begin.length()) + fresh + text.substring(to));
  }

  /// Draws a work's chart.
  ///
  /// @return the line that shows it; empty where there is nothing to set beside each other
  private String chart(Part part) throws IOException {
    BarChart chart = part.chart();
    if (chart == null) {
      return "";
    }
    Path file = Files.createDirectories(docs.resolve("charts")).resolve(part.name() + ".svg");
    Files.writeString(file, chart.svg());
    return "![%s](charts/%s)\n\n".formatted(part.title(), file.getFileName());
  }
}
