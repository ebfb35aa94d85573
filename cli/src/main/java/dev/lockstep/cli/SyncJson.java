package dev.lockstep.cli;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.job.ObjectFailure;
import dev.lockstep.job.SyncReport;
import dev.lockstep.job.SyncReport.Histories;
import dev.lockstep.job.SyncReport.Identities;
import dev.lockstep.object.NotCarried;
import dev.lockstep.plan.DeleteFirewall.Refusal;
import dev.lockstep.telemetry.JsonWriter;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A sync's report as JSON. Field names stay as they are once released.
final class SyncJson {
  private SyncJson() {}

  /// @param manifest that said what to copy; null for none
  static void write(PrintWriter out, SyncReport report, CompareBy by, @Nullable String manifest) {
    JsonWriter json = new JsonWriter(out).beginObject();
    json.member("source", report.source()).member("destination", report.destination());
    if (manifest != null) {
      json.member("manifest", manifest);
    }
    json.member("by", ComparingOptions.name(by)).member("dryRun", report.dryRun());
    json.member("complete", report.complete()).member("inSync", report.inSync());
    json.name("listed").beginObject();
    json.member("source", report.listed().source())
        .member("destination", report.listed().destination())
        .endObject();
    amount(json, "planned", report.planned());
    copied(json, report);
    json.member("deleted", report.deletions().deleted()).member("unchanged", report.unchanged());
    json.member("skipped", report.skipped())
        .member("onlyInDestination", report.verdict().onlyInDestination());
    if (report.histories() != null) {
      histories(json, report.histories());
    }
    failures(json, report);
    json.name("verified").beginObject();
    report
        .copies()
        .evidence()
        .forEach((kind, count) -> json.member(kind.name().toLowerCase(Locale.ROOT), count));
    json.endObject();
    json.member("notKept", report.copies().notKept()).name("notes").beginArray();
    report.copies().notes().forEach(json::value);
    json.endArray().name("notCarried").beginArray();
    report.notCarried().stream().map(NotCarried::optionName).forEach(json::value);
    json.endArray();
    Refusal refusal = report.deletions().refusal();
    json.member("plannedDeletions", report.deletions().planned());
    json.member("refused", refusal == null ? null : refusal.reason());
    RunFailureJson.write(json, report.failure());
    SortedText.write(json, report.sorted());
    if (report.dryRun()) {
      RequestsJson.write(json, "forecast", report.forecast());
    }
    RequestsJson.write(json, "requests", report.effort().requests());
    json.name("seconds")
        .number(seconds(report.effort().time()))
        .member("limitedBy", report.effort().limitedBy());
    json.endObject();
    out.println();
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
  }

  private static void amount(JsonWriter json, String name, SyncReport.Amount amount) {
    json.name(name)
        .beginObject()
        .member("objects", amount.objects())
        .member("bytes", amount.bytes())
        .endObject();
  }

  private static void copied(JsonWriter json, SyncReport report) {
    SyncReport.Amount written = report.copies().written();
    json.name("copied").beginObject();
    json.member("objects", written.objects()).member("bytes", written.bytes());
    Histories histories = report.histories();
    if (histories != null) {
      json.member("versions", histories.versions())
          .member("deleteMarkers", histories.deleteMarkers());
    }
    json.endObject();
  }

  private static void histories(JsonWriter json, Histories histories) {
    json.name("histories").beginObject();
    json.member("matched", histories.matched()).member("recognised", histories.recognised());
    json.member("deleteMarkersNotMade", histories.notMade());
    json.member("diverged", histories.diverged()).member("buried", histories.buried());
    json.member("purged", histories.purged()).member("foreign", histories.foreign());
    Identities kept = histories.identities();
    json.name("identities").beginObject();
    json.member("idAndTime", kept.idAndTime()).member("idAlone", kept.idAlone());
    json.member("timeAlone", kept.timeAlone()).member("mapAlone", kept.mapAlone());
    json.endObject().endObject();
  }

  private static void failures(JsonWriter json, SyncReport report) {
    json.member("failed", report.failures().count()).name("failures").beginArray();
    for (ObjectFailure failure : report.failures().first()) {
      json.beginObject();
      json.member("key", failure.key().text()).member("versionId", failure.versionId());
      json.member("code", failure.code()).member("message", failure.message()).endObject();
    }
    json.endArray();
  }
}
