package dev.lockstep.benchmarks.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one request costs beside the minimal client, as `benchmarks/requests` measures it, in a
/// process of its own.
final class SingleRequests implements Row {
  private static final Pattern LINE = Pattern.compile("(https?) +(PUT|GET|HEAD|COPY|LIST) (.*)");
  private static final Pattern OURS = Pattern.compile(" ours ([0-9.]+) \\(([0-9.]+)\\) us");
  private static final Pattern MINIMAL = Pattern.compile(" minimal ([0-9.]+) \\(([0-9.]+)\\) us");
  private static final double LIMIT = 1.5;

  private final boolean pages;

  /// @param pages whether of pages of a listing, else of objects
  SingleRequests(boolean pages) {
    this.pages = pages;
  }

  @Override
  public String number() {
    return pages ? "P2" : "P1";
  }

  @Override
  public String title() {
    return pages ? "one page of 1,000 listed" : "one small request";
  }

  @Override
  public List<Part> measure(Bench bench) throws IOException, InterruptedException {
    bench.say(title());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-Xmx2g", "-cp", System.getProperty("java.class.path", "")));
    command.add("dev.lockstep.benchmarks.requests.RequestCosts");
    command.add(bench.quick() ? "3" : "9");
    command.addAll(List.of(pages ? "list" : "put,get,head,copy", "ours,minimal"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<Verdict> verdicts = new ArrayList<>();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        bench.say("  " + line);
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
          verdicts.add(verdict(matcher.group(1), matcher.group(2), " " + matcher.group(3)));
        }
      }
    }
    int status = process.waitFor();
    if (status > 1 || verdicts.isEmpty()) {
      throw new IOException("benchmarks/requests has failed with " + status);
    }
    String name = pages ? "page" : "request";
    return List.of(new Part(name, title(), "requests", 1, List.of(), verdicts, List.of(), null));
  }

  private static Verdict verdict(String protocol, String operation, String figures)
      throws IOException {
    double[] ours = figures(OURS, figures);
    double[] minimal = figures(MINIMAL, figures);
    double ratio = ours[0] / minimal[0];
    return new Verdict(
        "%s over %s ≤ 1.5 × the minimal client".formatted(operation, protocol),
        "%.1f (%.1f) µs".formatted(ours[0], ours[1]),
        "minimal %.1f (%.1f) µs".formatted(minimal[0], minimal[1]),
        "%.2f".formatted(ratio),
        ratio <= LIMIT);
  }

  private static double[] figures(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("No figures in: " + text);
    }
    return new double[] {
      Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2))
    };
  }
}
