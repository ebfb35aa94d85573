package dev.lockstep.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Totals by the first parts of keys, up to three slashes deep, of so many prefixes at the most.
///
/// Where there are more, the smallest go up into the prefix around them, as its "others". Keys of a
/// prefix come one after the other in a listing, so what goes up is small for good: those at which
/// something was counted of late stay. Where keys come in another order a prefix may go up and come
/// back; then its figure is short by what went up before, and [#shortBy] says how much that can be.
/// Sums are always right. One thread at a time.
public final class PrefixTotals {
  private static final int DEPTH = 3;
  private static final int KEPT_OF_LATE = 64;

  private final int sorts;
  private final int most;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Totals sum;
  private long clock;
  private long shortBy;

  /// @param most the most prefixes to tell; twice as many are held
  PrefixTotals(int sorts, int most) {
    this.sorts = sorts;
    this.most = most;
    this.sum = new Totals(sorts);
  }

  void add(int sort, String key, long size) {
    Entry entry = entries.computeIfAbsent(prefix(key), Entry::new);
    entry.here.add(sort, size);
    entry.touched = ++clock;
    sum.add(sort, size);
    if (entries.size() > 2 * most + KEPT_OF_LATE) {
      shortBy += shrink(most + KEPT_OF_LATE, ofLate());
    }
  }

  private static String prefix(String key) {
    int end = 0;
    for (int depth = 0; depth < DEPTH; depth++) {
      int slash = key.indexOf('/', end);
      if (slash < 0) {
        break;
      }
      end = slash + 1;
    }
    return key.substring(0, end);
  }

  private static String around(String prefix) {
    return prefix.substring(0, prefix.lastIndexOf('/', prefix.length() - 2) + 1);
  }

  private Set<String> ofLate() {
    Set<String> kept = new HashSet<>();
    entries.values().stream()
        .sorted(Comparator.comparingLong((Entry entry) -> entry.touched).reversed())
        .limit(KEPT_OF_LATE)
        .forEach(entry -> kept.add(entry.prefix));
    return kept;
  }

  /// Lets the smallest go up until no more than so many are left.
  ///
  /// @return the objects of the largest that went
  private long shrink(int left, Set<String> kept) {
    long largest = 0;
    while (entries.size() > left) {
      List<Entry> smallest =
          entries.values().stream()
              .filter(entry -> !entry.prefix.isEmpty() && !kept.contains(entry.prefix))
              .sorted(Comparator.comparingDouble(this::weight))
              .limit(entries.size() - left)
              .toList();
      if (smallest.isEmpty()) {
        break;
      }
      for (Entry entry : smallest) {
        largest = Math.max(largest, entry.all().objects());
        entries.remove(entry.prefix);
        entries.computeIfAbsent(around(entry.prefix), Entry::new).others.add(entry.all());
      }
    }
    return largest;
  }

  /// Its share of all objects or of all bytes, whichever is more.
  private double weight(Entry entry) {
    Totals all = entry.all();
    return Math.max(
        all.objects() / (double) Math.max(1, sum.objects()),
        all.bytes() / (double) Math.max(1, sum.bytes()));
  }

  /// How many objects the figure of a prefix can be short by; 0 where all are exact.
  public long shortBy() {
    return shortBy;
  }

  /// The prefixes, no more than the most. What was told before may be together after this.
  public PrefixNode tree() {
    shrink(most, Set.of());
    Building root = new Building();
    Map<String, Building> nodes = new HashMap<>();
    nodes.put("", root);
    for (Entry entry : entries.values()) {
      Building node = node(nodes, entry.prefix);
      node.here.add(entry.here);
      node.others.add(entry.others);
    }
    return root.node("");
  }

  private Building node(Map<String, Building> nodes, String prefix) {
    Building known = nodes.get(prefix);
    if (known != null) {
      return known;
    }
    Building made = new Building();
    nodes.put(prefix, made);
    node(nodes, around(prefix)).below.put(prefix, made);
    return made;
  }

  private final class Entry {
    final String prefix;
    final Totals here = new Totals(sorts);
    final Totals others = new Totals(sorts);
    long touched;

    Entry(String prefix) {
      this.prefix = prefix;
    }

    Totals all() {
      Totals all = new Totals(sorts);
      all.add(here);
      all.add(others);
      return all;
    }
  }

  private final class Building {
    final Totals here = new Totals(sorts);
    final Totals others = new Totals(sorts);
    final Map<String, Building> below = new TreeMap<>();

    PrefixNode node(String prefix) {
      List<PrefixNode> nodes = new ArrayList<>();
      below.forEach((name, building) -> nodes.add(building.node(name)));
      return new PrefixNode(prefix, here, others, nodes);
    }
  }
}
