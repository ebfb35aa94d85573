package dev.lockstep.cli;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.Difference;
import dev.lockstep.job.CompareReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A comparison for people.
///
/// @param histories whether all versions were compared, and not what is current
record CompareText(PrintWriter out, @Nullable Path reportFile, CompareBy by, boolean histories) {
  void write(CompareReport report, List<Difference> firstRows) {
    out.println(report.source() + " and " + report.destination());
    if (report.sides() != null) {
      line("A", SideText.of(report.sides().source()));
      line("B", SideText.of(report.sides().destination()));
      line("compared", SideText.of(report.sides().basis(), histories));
    }
    report.sorted().forEach(side -> line("sorted", SortedText.of(side)));
    ComparisonResult result = report.result();
    if (result == null) {
      line(
          "identical",
          "not known: " + (report.failure() == null ? "" : report.failure().message()));
      return;
    }
    line("same", Amounts.objects(result.same()));
    line("only in A", Amounts.objects(result.onlyInSource()));
    line("only in B", Amounts.objects(result.onlyInDestination()));
    line("different", Amounts.objects(result.different()));
    if (result.explainedTotal() > 0) {
      line("explained", SideText.explained(result));
    }
    firstRows.forEach(row -> line("", row.key() + "  (" + DifferenceText.reason(row) + ")"));
    long more =
        result.onlyInSource() + result.onlyInDestination() + result.different() - firstRows.size();
    if (more > 0) {
      line(
          "",
          "… and "
              + Amounts.count(more)
              + (reportFile == null
                  ? " more; all of them with --report FILE"
                  : " more; all of them in " + reportFile));
    }
    String yes = by == CompareBy.CONTENT ? "yes" : "yes, by " + ComparingOptions.name(by);
    String no = result.differsByExplainedAlone() ? "no, but all that differs is explained" : "no";
    line("identical", result.identical() ? yes + ": both were read to their end" : no);
    line("took", Amounts.time(report.time()));
  }

  private void line(String label, String text) {
    out.printf("  %-12s %s%n", label, text);
  }
}
