package dev.lockstep.benchmarks.peers;

import java.util.List;
import java.util.Locale;

/// Bars beside each other's names, as SVG: to be read in light and dark, and aloud.
///
/// @param unit of the values
/// @param more whether a longer bar is better
record BarChart(String title, String unit, boolean more, List<Bar> bars) {
  private static final int WIDTH = 720;
  private static final int LEFT = 190;
  private static final int RIGHT = 110;
  private static final int TOP = 58;
  private static final int STEP = 30;
  private static final int THICK = 18;

  /// @param own whether it is ours
  record Bar(String name, double value, boolean own) {}

  BarChart {
    bars = List.copyOf(bars);
  }

  String svg() {
    int height = TOP + STEP * bars.size() + 12;
    StringBuilder text = new StringBuilder();
    text.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-labelledby="title description">
        <title id="title">%3$s</title>
        <desc id="description">%4$s</desc>
        <style>
          .paper { fill: #ffffff } text { font: 14px system-ui, sans-serif; fill: #1f2328 } .head { font-weight: 600; font-size: 15px }
          .small { font-size: 12px; fill: #59636e } .own { fill: #0969da } .other { fill: #9aa4af }
          @media (prefers-color-scheme: dark) {
            .paper { fill: #0d1117 } text { fill: #e6edf3 } .small { fill: #9198a1 } .own { fill: #4493f8 } .other { fill: #656c76 }
          }
        </style>
        <rect class="paper" width="%1$d" height="%2$d"/>
        <text class="head" x="12" y="22">%3$s</text>
        <text class="small" x="12" y="42">%5$s</text>
        """
            .formatted(WIDTH, height, escaped(title), escaped(description()), escaped(caption())));
    double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
    for (int i = 0; i < bars.size(); i++) {
      append(bars.get(i), TOP + STEP * i, most, text);
    }
    return text.append("</svg>\n").toString();
  }

  private String caption() {
    return unit + (more ? ": more is better" : ": less is better");
  }

  private String description() {
    StringBuilder text = new StringBuilder("Bar chart, ").append(caption()).append('.');
    bars.forEach(bar ->
        text.append(' ').append(bar.name()).append(' ').append(figure(bar.value())).append('.'));
    return text.toString();
  }

  private static void append(Bar bar, int y, double most, StringBuilder text) {
    double length = Math.max(1, bar.value() / most * (WIDTH - LEFT - RIGHT));
    text.append(
        String.format(
            Locale.ROOT,
            """
            <text x="%d" y="%d" text-anchor="end">%s</text>
            <rect class="%s" x="%d" y="%d" width="%.1f" height="%d" rx="2"/>
            <text x="%.1f" y="%d">%s</text>
            """,
            LEFT - 10,
            y + 14,
            escaped(bar.name()),
            bar.own() ? "own" : "other",
            LEFT,
            y,
            length,
            THICK,
            LEFT + length + 8,
            y + 14,
            figure(bar.value())));
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
