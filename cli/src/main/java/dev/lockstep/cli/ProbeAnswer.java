package dev.lockstep.cli;

import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capabilities.Finding;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.Printable;
import dev.lockstep.telemetry.JsonWriter;
import dev.lockstep.telemetry.RequestKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What `probe` has to say, as a table or as JSON. Field names stay as they are once released.
final class ProbeAnswer {
  private final PrintWriter out;
  private final boolean json;

  ProbeAnswer(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void plan(String place, String writes, Path file) {
    if (json) {
      JsonWriter writer = new JsonWriter(out).beginObject();
      writer.member("place", place).member("dryRun", true);
      writer.member("wouldWrite", writes).member("record", file.toString()).endObject();
      out.println();
    } else {
      out.println(place);
      line("would write", writes);
      line("would record", file.toString());
    }
  }

  void found(
      BucketScope scope,
      Capabilities known,
      List<String> leftBehind,
      Map<RequestKind, Long> requests,
      Path file) {
    if (json) {
      asJson(scope, known, leftBehind, requests, file);
      return;
    }
    out.println(scope + " at " + scope.store().endpoint());
    known
        .findings()
        .forEach((capability, finding) ->
            out.printf(
                "  %-24s %-7s  %s%n",
                capability.optionName(),
                word(finding),
                capability.words()
                    + ": "
                    + Printable.escape(finding.seen())
                    + ", "
                    + finding.at()));
    leftBehind.forEach(what -> line("left behind", Printable.escape(what)));
    line("recorded", file.toString());
  }

  private void asJson(
      BucketScope scope,
      Capabilities known,
      List<String> leftBehind,
      Map<RequestKind, Long> requests,
      Path file) {
    JsonWriter writer = new JsonWriter(out).beginObject();
    writer.member("place", scope.toString()).member("endpoint", scope.store().endpoint());
    writer.member("record", file.toString()).name("capabilities").beginArray();
    known
        .findings()
        .forEach((capability, finding) -> {
          writer.beginObject().member("name", capability.optionName());
          writer.member("answer", word(finding)).member("seen", finding.seen());
          writer.member("at", finding.at().toString()).endObject();
        });
    writer.endArray();
    leftBehind(writer, leftBehind);
    RequestsJson.write(writer, "requests", requests);
    writer.name("error").value(null).endObject();
    out.println();
  }

  private static void leftBehind(JsonWriter writer, List<String> leftBehind) {
    writer.name("leftBehind").beginArray();
    leftBehind.forEach(writer::value);
    writer.endArray();
  }

  void failed(String place, StoreException e, List<String> leftBehind) {
    String message = String.valueOf(e.getMessage());
    if (json) {
      JsonWriter writer = new JsonWriter(out).beginObject().member("place", place);
      leftBehind(writer, leftBehind);
      writer.name("error").beginObject().member("code", e.failure().detail().code());
      writer.member("message", message).endObject().endObject();
      out.println();
    } else {
      out.println(place);
      line("not probed", message);
      leftBehind.forEach(what -> line("left behind", Printable.escape(what)));
    }
  }

  private static String word(Finding finding) {
    return finding.answer().name().toLowerCase(Locale.ROOT);
  }

  private void line(String label, String text) {
    out.printf("  %-12s %s%n", label, text);
  }
}
