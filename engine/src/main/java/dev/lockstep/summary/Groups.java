package dev.lockstep.summary;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Totals by name, of so many names at the most; all others are together. One thread at a time.
public final class Groups {
  /// What all names beyond the most are called.
  public static final String OTHERS = "others";

  private final int sorts;
  private final int most;
  private final Map<String, Totals> totals = new LinkedHashMap<>();

  Groups(int sorts, int most) {
    this.sorts = sorts;
    this.most = most;
  }

  void add(int sort, String name, long size) {
    boolean known = totals.containsKey(name) || totals.size() < most;
    totals.computeIfAbsent(known ? name : OTHERS, _ -> new Totals(sorts)).add(sort, size);
  }

  /// By name, in the order in which they were met.
  public Map<String, Totals> totals() {
    return Collections.unmodifiableMap(totals);
  }
}
