package dev.lockstep.cli;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.Explanation;
import dev.lockstep.compare.SideFacts;
import dev.lockstep.job.CompareReport;
import dev.lockstep.telemetry.JsonWriter;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A comparison as JSON. Field names stay as they are once released.
final class CompareJson {
  private CompareJson() {}

  static void write(PrintWriter out, CompareReport report, CompareBy by) {
    ComparisonResult result = report.result();
    JsonWriter json = new JsonWriter(out).beginObject();
    json.member("source", report.source()).member("destination", report.destination());
    json.member(
        "by", report.sides() == null ? ComparingOptions.name(by) : report.sides().basis().word());
    json.member("complete", report.complete()).member("identical", report.identical());
    json.member("same", result == null ? 0 : result.same());
    json.member("onlyInSource", result == null ? 0 : result.onlyInSource());
    json.member("onlyInDestination", result == null ? 0 : result.onlyInDestination());
    json.member("different", result == null ? 0 : result.different());
    json.member("undecided", result == null ? 0 : result.undecided());
    writeExplained(json, result);
    json.name("listed").beginObject();
    json.member("source", result == null ? 0 : result.listedInSource());
    json.member("destination", result == null ? 0 : result.listedInDestination()).endObject();
    if (report.sides() != null) {
      json.name("sides").beginObject();
      write(json.name("source"), report.sides().source());
      write(json.name("destination"), report.sides().destination());
      json.endObject();
    }
    RunFailureJson.write(json, report.failure());
    SortedText.write(json, report.sorted());
    RequestsJson.write(json, "requests", report.requests());
    json.name("seconds").number(SyncJson.seconds(report.time()));
    json.endObject();
    out.println();
  }

  /// Differences that are in no other count, by what explains them.
  private static void writeExplained(JsonWriter json, @Nullable ComparisonResult result) {
    json.name("explained").beginObject();
    json.member("total", result == null ? 0 : result.explainedTotal());
    for (Explanation one : Explanation.values()) {
      json.member(one.name().toLowerCase(Locale.ROOT), result == null ? 0 : result.explained(one));
    }
    json.endObject();
  }

  private static void write(JsonWriter json, SideFacts side) {
    json.beginObject().member("kind", side.kind().name().toLowerCase(Locale.ROOT));
    json.member("taken", side.taken().toString()).endObject();
  }
}
