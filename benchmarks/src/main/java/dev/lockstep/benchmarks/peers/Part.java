package dev.lockstep.benchmarks.peers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One work, measured.
///
/// @param name in lower case with dashes: the chart's file
/// @param unit what is counted in a second
/// @param amount of that unit in one run; 0 when each tool stands for another amount
/// @param notes what else is to be said, such as what was left out and why
/// @param chart null where there is nothing to set beside each other
record Part(
    String name,
    String title,
    String unit,
    double amount,
    List<Measured> tools,
    List<Verdict> verdicts,
    List<String> notes,
    @Nullable BarChart chart) {
  Part {
    tools = List.copyOf(tools);
    verdicts = List.copyOf(verdicts);
    notes = List.copyOf(notes);
  }

  /// A work that all tools did, with a chart of how much each does in a second of processor time.
  static Part of(String name, String title, Verdicts verdicts, List<String> notes) {
    List<Measured> tools = verdicts.tools();
    boolean elsewhere = tools.stream().anyMatch(tool -> !tool.place().isEmpty());
    String unit = verdicts.unit() + " per second of processor time";
    List<BarChart.Bar> bars =
        tools.stream()
            .map(tool ->
                new BarChart.Bar(
                    tool.tool() + (tool.place().isEmpty() ? "" : " ¹"),
                    tool.perSecond(verdicts.amount()),
                    tool.tool().equals(Lockstep.NAME)))
            .toList();
    String caption = unit + (elsewhere ? " (¹ within one store)" : "");
    @Nullable BarChart chart = bars.size() < 2 ? null : new BarChart(title, caption, true, bars);
    return new Part(
        name, title, verdicts.unit(), verdicts.amount(), tools, verdicts.list(), notes, chart);
  }

  boolean right() {
    return tools.stream().allMatch(Measured::right);
  }
}
