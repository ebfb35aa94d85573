package dev.lockstep.cli;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.Difference;
import dev.lockstep.job.ObjectFailure;
import dev.lockstep.job.RunFailure;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncReport.Histories;
import dev.lockstep.job.SyncReport.Identities;
import dev.lockstep.object.NotCarried;
import dev.lockstep.object.Printable;
import dev.lockstep.plan.DeleteFirewall.Refusal;
import dev.lockstep.telemetry.RequestKind;
import dev.lockstep.verify.WriteCheck.Evidence;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A sync's report for people: what was done, whether it is complete, and how that is known.
final class SyncText {
  private static final int FAILURES_SHOWN = 20;

  private final PrintWriter out;
  private final String sourceText;
  private final String destinationText;
  private final @Nullable Path reportFile;
  private final CompareBy by;
  private final @Nullable String manifest;

  /// @param sourceText as it was typed, and may be typed again
  /// @param destinationText likewise
  /// @param reportFile where all rows are; null for nowhere
  /// @param manifest that said what to copy; null for none
  SyncText(
      PrintWriter out,
      String sourceText,
      String destinationText,
      @Nullable Path reportFile,
      CompareBy by,
      @Nullable String manifest) {
    this.out = out;
    this.sourceText = sourceText;
    this.destinationText = destinationText;
    this.reportFile = reportFile;
    this.by = by;
    this.manifest = manifest;
  }

  void write(SyncReport report, List<Difference> firstRows) {
    out.println(report.source() + " -> " + report.destination());
    if (manifest == null) {
      line(
          "listed",
          listed(report)
              + " at the source, "
              + Amounts.count(report.listed().destination())
              + " at the destination");
    } else {
      line("named", Amounts.objects(report.listed().source()) + " in " + manifest);
    }
    report.sorted().forEach(side -> line("sorted", SortedText.of(side)));
    if (report.dryRun()) {
      dryRun(report, firstRows);
    } else {
      done(report);
    }
    failures(report);
    Refusal refusal = report.deletions().refusal();
    if (refusal != null) {
      line("refused", "to delete: " + refusal.reason());
    }
    verdict(report);
    line(
        "took",
        Amounts.time(report.effort().time())
            + ", "
            + requests(report.effort().requests())
            + "; limited by "
            + report.effort().limitedBy());
  }

  private void dryRun(SyncReport report, List<Difference> firstRows) {
    line(
        "would copy",
        Amounts.objects(report.planned().objects())
            + ", "
            + Amounts.size(report.planned().bytes()));
    if (report.deletions().planned() > 0) {
      line("would delete", Amounts.objects(report.deletions().planned()));
    }
    line("unchanged", Amounts.objects(report.unchanged()));
    for (Difference row : firstRows) {
      line("", row.key() + "  (" + DifferenceText.reason(row) + ")");
    }
    long more = report.planned().objects() + report.deletions().planned() - firstRows.size();
    if (more > 0 && !firstRows.isEmpty()) {
      line(
          "",
          "… and "
              + Amounts.count(more)
              + " more; all of them "
              + (reportFile == null ? "with --report FILE" : "in " + reportFile));
    }
    line("would take", requests(report.forecast()) + " at least");
  }

  private void done(SyncReport report) {
    line(
        "copied",
        Amounts.objects(report.copies().written().objects())
            + ", "
            + Amounts.size(report.copies().written().bytes()));
    if (report.histories() != null) {
      histories(report.histories());
    }
    if (report.deletions().planned() > 0) {
      line(
          "deleted",
          Amounts.objects(report.deletions().deleted())
              + (report.deletions().deleted() < report.deletions().planned()
                  ? " of " + Amounts.count(report.deletions().planned())
                  : ""));
    }
    if (report.histories() == null) {
      line("unchanged", Amounts.objects(report.unchanged()));
    }
    if (report.skipped() > 0) {
      line("skipped", Amounts.objects(report.skipped()));
    }
    if (report.copies().notKept() > 0) {
      line(
          "not kept",
          "by the destination, and noted, as they need not be: "
              + Amounts.objects(report.copies().notKept()));
    }
    List<String> notes = report.copies().notes();
    for (int i = 0; i < notes.size(); i++) {
      String label = i == 0 && report.copies().notKept() == 0 ? "note" : "";
      line(label, Printable.escape(notes.get(i)));
    }
    if (report.copies().written().objects() > 0) {
      line(
          "left behind",
          "as by every copy: "
              + report.notCarried().stream()
                  .map(NotCarried::words)
                  .collect(Collectors.joining(", ")));
    }
  }

  private void histories(Histories histories) {
    line(
        "histories",
        Amounts.versions(histories.versions())
            + " and "
            + Amounts.of(histories.deleteMarkers(), "delete marker")
            + " written, "
            + Amounts.count(histories.matched())
            + " were there");
    identities(histories.identities());
    told("recognised", histories.recognised(), "versions there, by content and order");
    told("not made", histories.notMade(), "delete markers that would have hidden nothing");
    if (histories.diverged() > 0) {
      line(
          "diverged",
          Amounts.of(histories.diverged(), "key") + " with doubtful or foreign versions");
    }
  }

  private void identities(Identities kept) {
    List<String> parts = new ArrayList<>();
    part(parts, kept.idAndTime(), "kept their id and time");
    part(parts, kept.idAlone(), "kept their id alone");
    part(parts, kept.timeAlone(), "kept their time alone");
    part(parts, kept.mapAlone(), "have new ones, and the old in the map alone");
    if (!parts.isEmpty()) {
      line("identities", String.join(", ", parts));
    }
  }

  private static void part(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(Amounts.count(count) + " " + what);
    }
  }

  private void told(String label, long count, String what) {
    if (count > 0) {
      line(label, Amounts.count(count) + " " + what);
    }
  }

  private void failures(SyncReport report) {
    if (report.failures().count() == 0) {
      return;
    }
    line("failed", Amounts.objects(report.failures().count()));
    List<ObjectFailure> failures = report.failures().first();
    failures.stream()
        .limit(FAILURES_SHOWN)
        .forEach(
            failure -> line("", failure.key() + ": " + failure.code() + ": " + failure.message()));
    if (failures.size() > FAILURES_SHOWN) {
      line(
          "",
          "… and "
              + Amounts.count(report.failures().count() - FAILURES_SHOWN)
              + " more; --output json lists up to 1,000");
    }
  }

  private void verdict(SyncReport report) {
    RunFailure failure = report.failure();
    if (failure != null) {
      failed(report, failure);
    } else if (report.dryRun()) {
      line("in step", report.inSync() ? "yes, already: " + bothSides() : "no");
    } else if (report.inSync()) {
      line("in step", "yes: " + howKnown(report));
    } else if (manifest != null) {
      line("in step", "no, as far as the manifest goes; run the same line again");
    } else {
      line(
          "in step",
          "no; run the same line again, or look with: lockstep compare "
              + typed(sourceText)
              + " "
              + typed(destinationText)
              + (report.histories() == null ? "" : " --versions all")
              + (by == CompareBy.CONTENT ? "" : " --by " + ComparingOptions.name(by)));
    }
    if (report.complete() && report.verdict().onlyInDestination() > 0) {
      line("", onlyInDestination(report));
    }
  }

  /// What another one has written is never removed from a history.
  private static String onlyInDestination(SyncReport report) {
    long count = report.verdict().onlyInDestination();
    Histories histories = report.histories();
    String what =
        (histories == null ? Amounts.objects(count) : Amounts.versions(count))
            + " only at the destination";
    if (report.deletions().planned() > 0) {
      return what;
    }
    if (histories == null) {
      return what + " (left alone; --delete removes them)";
    }
    return what
        + " (left alone"
        + (histories.purged() > 0
            ? "; --delete-versions removes those that were removed at the source)"
            : ")");
  }

  /// Of histories, versions and delete markers are counted.
  private static String listed(SyncReport report) {
    long count = report.listed().source();
    return report.histories() == null ? Amounts.objects(count) : Amounts.versions(count);
  }

  private void failed(SyncReport report, RunFailure failure) {
    boolean begun =
        report.planned().objects() + report.deletions().planned() + report.deletions().deleted()
            > 0;
    if (!begun || report.dryRun()) {
      line("in step", "not known: " + failure.message());
    } else {
      line("in step", "not known: the run ended early. " + failure.message());
      line("", "Nothing was deleted after that. Run the same line again to go on.");
    }
  }

  /// For a shell.
  private static String typed(String address) {
    return address.matches("[A-Za-z0-9:/._@%+=,-]*")
        ? address
        : "'" + address.replace("'", "'\\''") + "'";
  }

  /// What was found at both sides. Of a manifest, nothing is known beyond it.
  private String bothSides() {
    return manifest == null
        ? "both listings were read to their end and " + tellTheSame()
        : "as far as the manifest goes: its objects were asked for at both sides and "
            + tellTheSame();
  }

  private String tellTheSame() {
    return "tell the same"
        + switch (by) {
          case CONTENT -> "";
          case SIZE -> " sizes";
          case ETAG -> " sizes and ETags";
          case CHECKSUM -> ", by checksums where both stores keep them";
          case TIME -> " sizes, and nothing newer at the source";
          case METADATA -> ", headers, user metadata and tags included";
        };
  }

  private String howKnown(SyncReport report) {
    if (report.copies().written().objects() + report.deletions().deleted() == 0) {
      return bothSides();
    }
    List<String> proofs = new ArrayList<>();
    report
        .copies()
        .evidence()
        .forEach((kind, count) -> {
          if (count > 0) {
            proofs.add(Amounts.count(count) + " by " + proof(kind));
          }
        });
    return "after the last write "
        + bothSides()
        + (proofs.isEmpty() ? "" : "; writes proved: " + String.join(", ", proofs));
  }

  private static String proof(Evidence evidence) {
    return switch (evidence) {
      case ETAG -> "ETag";
      case CHECKSUM -> "checksum";
      case SIZE -> "size alone";
      case MISMATCH -> "nothing";
    };
  }

  private static String requests(Map<RequestKind, Long> requests) {
    long all = requests.values().stream().mapToLong(Long::longValue).sum();
    String kinds =
        requests.entrySet().stream()
            .map(entry -> entry.getKey().jsonName() + " " + Amounts.count(entry.getValue()))
            .collect(Collectors.joining(", "));
    return Amounts.count(all)
        + (all == 1 ? " request" : " requests")
        + (kinds.isEmpty() ? "" : " (" + kinds + ")");
  }

  private void line(String label, String text) {
    out.printf("  %-12s %s%n", label, text);
  }
}
