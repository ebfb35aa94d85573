package dev.lockstep.cli;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.job.CompareReport;
import dev.lockstep.telemetry.JsonWriter;
import java.io.PrintWriter;

/// A comparison as JSON. Field names stay as they are once released.
final class CompareJson {
  private CompareJson() {}

  static void write(PrintWriter out, CompareReport report, CompareBy by) {
    ComparisonResult result = report.result();
    JsonWriter json = new JsonWriter(out).beginObject();
    json.member("source", report.source()).member("destination", report.destination());
    json.member("by", ComparingOptions.name(by));
    json.member("complete", report.complete()).member("identical", report.identical());
    json.member("same", result == null ? 0 : result.same());
    json.member("onlyInSource", result == null ? 0 : result.onlyInSource());
    json.member("onlyInDestination", result == null ? 0 : result.onlyInDestination());
    json.member("different", result == null ? 0 : result.different());
    json.member("undecided", result == null ? 0 : result.undecided());
    json.name("listed").beginObject();
    json.member("source", result == null ? 0 : result.listedInSource());
    json.member("destination", result == null ? 0 : result.listedInDestination()).endObject();
    RunFailureJson.write(json, report.failure());
    SortedText.write(json, report.sorted());
    RequestsJson.write(json, "requests", report.requests());
    json.name("seconds").number(SyncJson.seconds(report.time()));
    json.endObject();
    out.println();
  }
}
