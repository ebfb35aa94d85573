package dev.lockstep.benchmarks.peers;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A measured work as Markdown.
final class PartText {
  private static final Map<String, String> SHORT =
      Map.of(
          "ListObjectsV2", "LIST",
          "HeadObject", "HEAD",
          "GetObject", "GET",
          "PutObject", "PUT",
          "CopyObject", "COPY",
          "UploadPart", "PART",
          "CreateMultipartUpload", "CREATE",
          "CompleteMultipartUpload", "COMPLETE",
          "DeleteObject", "DELETE");
  private static final double MICROS = 1e6;

  private PartText() {}

  static String of(Part part) {
    StringBuilder text = new StringBuilder();
    text.append("**").append(part.title()).append("**\n\n");
    if (!part.tools().isEmpty()) {
      figures(part, text);
    }
    verdicts(part, text);
    part.notes().forEach(note -> text.append("- ").append(note).append('\n'));
    return text.append(part.notes().isEmpty() ? "" : "\n").toString();
  }

  private static void figures(Part part, StringBuilder text) {
    text.append("| tool | wall s | processor s | of it system | ")
        .append(part.unit())
        .append(
            " per processor s | µs each | resident MiB | stores' processor s | requests | answer |\n")
        .append("|---|---|---|---|---|---|---|---|---|---|\n");
    for (Measured tool : part.tools()) {
      double rate = tool.perSecond(part.amount());
      text.append("| ").append(tool.tool());
      text.append(tool.place().isEmpty() ? "" : " (" + tool.place() + ")");
      text.append(
          String.format(
              Locale.ROOT,
              " | %.2f (%.2f) | %.2f (%.2f) | %.2f | %s | %s | %,d | %.2f | %s | %s |%n",
              tool.wall(),
              tool.least(Sample::wall),
              tool.processor(),
              tool.least(Sample::processor),
              tool.median(Sample::system),
              part.amount() == 0 ? "–" : "%,.0f".formatted(rate),
              part.amount() == 0 ? "–" : "%,.1f".formatted(MICROS / rate),
              tool.resident(),
              tool.median(Sample::stores),
              requests(tool),
              tool.right() ? "right" : "WRONG: " + oneLine(tool.wrong())));
    }
    text.append('\n');
  }

  private static String oneLine(String words) {
    return words.replaceAll("\\s+", " ").replace('|', '/');
  }

  private static String requests(Measured tool) {
    return tool.samples().getLast().requests().entrySet().stream()
        .filter(count -> count.getValue() > 0)
        .map(count ->
            "%s %,d"
                .formatted(SHORT.getOrDefault(count.getKey(), count.getKey()), count.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static void verdicts(Part part, StringBuilder text) {
    text.append("| goal | ours | best peer | ratio | |\n|---|---|---|---|---|\n");
    for (Verdict verdict : part.verdicts()) {
      text.append("| ").append(verdict.goal()).append(" | ").append(verdict.ours());
      text.append(" | ").append(verdict.other()).append(" | ").append(verdict.ratio());
      text.append(" | ").append(verdict.met() ? "met" : "**not met**").append(" |\n");
    }
    text.append('\n');
  }
}
