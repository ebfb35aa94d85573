package dev.lockstep.pages;

import dev.lockstep.summary.Histogram;
import dev.lockstep.summary.ObjectSummary;
import dev.lockstep.summary.PrefixNode;
import dev.lockstep.summary.PrefixTotals;
import dev.lockstep.summary.Totals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The charts of a summary: by prefix, by size, by age, by storage class. Those that would show
/// nothing are left out.
public final class Charts {
  /// The most prefixes that a treemap shows.
  public static final int PREFIXES = 1_000;

  private static final List<String> AGES =
      List.of(
          "below an hour",
          "below a day",
          "below a week",
          "below 30 days",
          "below 90 days",
          "below 180 days",
          "below a year",
          "below 2 years",
          "below 5 years",
          "5 years or more");

  private Charts() {}

  /// @param sorts what the sorts of the summary are called
  public static List<Section> of(ObjectSummary summary, List<String> sorts) {
    List<Section> sections = new ArrayList<>();
    if (summary.all().objects() > 0) {
      sections.add(treemap(summary.prefixes(), sorts));
    }
    if (!summary.sizes().isEmpty()) {
      sections.add(
          distribution("By size", "Size", sorts, sizes(summary.sizes()), summary.sizes().totals()));
    }
    if (!summary.ages().isEmpty()) {
      sections.add(distribution("By age", "Age", sorts, AGES, summary.ages().totals()));
    }
    if (!summary.classes().totals().isEmpty()) {
      sections.add(classes(summary.classes().totals(), sorts));
    }
    return sections;
  }

  private static Section treemap(PrefixTotals prefixes, List<String> sorts) {
    PrefixNode root = prefixes.tree();
    String colours = sorts.size() > 1 ? "A prefix has the colour of what is most in it. " : "";
    String text =
        prefixes.shortBy() == 0
            ? colours + "Choose one to look into it."
            : colours
                + "Choose one to look into it. Each figure may be short by up to "
                + Figures.objects(prefixes.shortBy())
                + ", which then are among the others.";
    return new Section.Treemap("By prefix", text, sorts, root);
  }

  private static Section distribution(
      String title, String of, List<String> sorts, List<String> labels, List<Totals> totals) {
    int last = totals.size();
    while (totals.get(last - 1).objects() == 0) {
      last--;
    }
    int first = 0;
    while (totals.get(first).objects() == 0) {
      first++;
    }
    return new Section.Distribution(
        title, "", of, sorts, labels.subList(first, last), totals.subList(first, last));
  }

  private static Section classes(Map<String, Totals> totals, List<String> sorts) {
    List<Map.Entry<String, Totals>> largest =
        totals.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<String, Totals> entry) -> entry.getValue().objects())
                    .reversed())
            .toList();
    return new Section.Distribution(
        "By storage class",
        "",
        "Storage class",
        sorts,
        largest.stream().map(Map.Entry::getKey).toList(),
        largest.stream().map(Map.Entry::getValue).toList());
  }

  private static List<String> sizes(Histogram sizes) {
    List<String> labels = new ArrayList<>();
    List<Long> bounds = sizes.bounds();
    labels.add("0 B");
    for (int i = 1; i < bounds.size(); i++) {
      labels.add("below " + Figures.size(bounds.get(i)));
    }
    labels.add(Figures.size(bounds.getLast()) + " or more");
    return labels;
  }
}
