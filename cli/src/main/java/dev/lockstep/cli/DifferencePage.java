package dev.lockstep.cli;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.Difference;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.job.CompareReport;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.pages.Charts;
import dev.lockstep.pages.Figures;
import dev.lockstep.pages.Page;
import dev.lockstep.pages.Page.Fact;
import dev.lockstep.pages.Page.Tone;
import dev.lockstep.pages.Section;
import dev.lockstep.summary.ObjectSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Gathers what a page tells of differences, in bounded memory. Any thread may add.
final class DifferencePage implements DifferenceListener {
  private static final int ROWS = 100;
  private static final List<String> OF_BUCKETS = List.of("only in A", "only in B", "different");
  private static final List<String> OF_SIDES =
      List.of("only in A", "only in B", "different", "explained");
  private static final Comparator<Difference> BY_KEY = Comparator.comparing(Difference::key);

  private final Instant now;
  private final List<String> sorts;

  /// Of reports and manifests no storage classes are read.
  private final boolean tellsClasses;

  private final ObjectSummary summary;
  private final PriorityQueue<Difference> first = new PriorityQueue<>(BY_KEY.reversed());

  /// @param buckets whether two buckets are compared, of which nothing is explained
  DifferencePage(Instant now, boolean buckets) {
    this.now = now;
    this.sorts = buckets ? OF_BUCKETS : OF_SIDES;
    this.tellsClasses = buckets;
    this.summary = new ObjectSummary(sorts.size(), now, Charts.PREFIXES);
  }

  @Override
  public void found(Difference difference) {
    ObjectEntry entry =
        difference.source() == null ? difference.destination() : difference.source();
    if (entry != null) {
      summary.add(
          sort(difference),
          difference.key().text(),
          entry.isSizeKnown() ? Long.valueOf(entry.size()) : null,
          entry.isTimeKnown() ? entry.lastModified() : null,
          tellsClasses ? entry.storageClass().name() : null);
    }
    synchronized (first) {
      first.add(difference);
      if (first.size() > ROWS) {
        first.remove();
      }
    }
  }

  /// The place in [#sorts].
  private static int sort(Difference difference) {
    if (difference.explanation() != null) {
      return 3;
    }
    return switch (difference.side()) {
      case SOURCE -> 0;
      case DESTINATION -> 1;
      case BOTH -> 2;
    };
  }

  @Override
  public void begunAnew() {
    summary.clear();
    synchronized (first) {
      first.clear();
    }
  }

  /// @param result of the report
  /// @param histories whether all versions were compared, and not what is current
  Page page(CompareReport report, ComparisonResult result, CompareBy by, boolean histories) {
    long differences =
        result.onlyInSource()
            + result.onlyInDestination()
            + result.different()
            + result.explainedTotal();
    List<Section> sections = new ArrayList<>(Charts.of(summary, sorts));
    if (differences > 0) {
      sections.add(table(differences));
    }
    CompareReport.Sides sides = report.sides();
    String about =
        "A is "
            + report.source()
            + ", B is "
            + report.destination()
            + ". Compared by "
            + (sides == null ? ComparingOptions.name(by) : SideText.of(sides.basis(), histories))
            + " on "
            + PageText.time(now)
            + ", in "
            + Amounts.time(report.time())
            + "; both were read to their end.";
    return new Page(
        report.source() + " and " + report.destination(), about, facts(result), sections);
  }

  private List<Fact> facts(ComparisonResult result) {
    boolean good = result.differsByExplainedAlone();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Identical",
            result.identical() ? "yes" : good ? "but for what is explained" : "no",
            "",
            good ? Tone.GOOD : Tone.BAD));
    facts.add(new Fact("Same", Figures.count(result.same()), "", Tone.PLAIN));
    facts.add(fact("Only in A", result.onlyInSource(), 0));
    facts.add(fact("Only in B", result.onlyInDestination(), 1));
    facts.add(fact("Different", result.different(), 2));
    if (result.explainedTotal() > 0) {
      facts.add(fact("Explained", result.explainedTotal(), 3));
    }
    return facts;
  }

  private Fact fact(String label, long count, int sort) {
    return new Fact(
        label, Figures.count(count), Figures.size(summary.all().bytes(sort)), Tone.PLAIN);
  }

  private Section table(long differences) {
    List<List<@Nullable String>> rows = new ArrayList<>();
    synchronized (first) {
      first.stream()
          .sorted(BY_KEY)
          .forEach(one ->
              rows.add(
                  Arrays.asList(
                      one.key().text(),
                      DifferenceText.reason(one),
                      size(one.source()),
                      size(one.destination()),
                      time(one.source()),
                      time(one.destination()))));
    }
    return new Section.Table(
        "Differences",
        PageText.firstOf(rows.size(), differences, "differences, in the order of keys"),
        List.of(
            new Section.Column("Key", false),
            new Section.Column("Difference", false),
            new Section.Column("Size in A", true),
            new Section.Column("Size in B", true),
            new Section.Column("Modified in A", false),
            new Section.Column("Modified in B", false)),
        rows);
  }

  private static @Nullable String size(@Nullable ObjectEntry entry) {
    return entry == null || !entry.isSizeKnown() ? null : Figures.size(entry.size());
  }

  private static @Nullable String time(@Nullable ObjectEntry entry) {
    return entry == null || !entry.isTimeKnown() ? null : PageText.time(entry.lastModified());
  }
}
