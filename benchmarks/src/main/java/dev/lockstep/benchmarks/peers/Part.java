package dev.lockstep.benchmarks.peers;

import java.util.List;

/// One work, measured.
///
/// @param name in lower case with dashes: the chart's file
/// @param unit what is counted in a second
/// @param amount of that unit in one run; 0 when each tool stands for another amount
/// @param notes what else is to be said, such as what was left out and why
record Part(
    String name,
    String title,
    String unit,
    double amount,
    List<Measured> tools,
    List<Verdict> verdicts,
    List<String> notes) {
  Part {
    tools = List.copyOf(tools);
    verdicts = List.copyOf(verdicts);
    notes = List.copyOf(notes);
  }

  boolean right() {
    return tools.stream().allMatch(Measured::right);
  }
}
