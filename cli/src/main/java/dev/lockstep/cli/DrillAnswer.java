package dev.lockstep.cli;

import dev.lockstep.drill.Broken;
import dev.lockstep.drill.DrillReport;
import dev.lockstep.drill.DrillSettings;
import dev.lockstep.drill.FaultRow;
import dev.lockstep.drill.KillTally;
import dev.lockstep.object.Printable;
import dev.lockstep.telemetry.JsonWriter;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What `drill` has to say, as a table or as JSON. Field names stay as they are once released.
///
/// @param name of the drill's prefix
/// @param repeat the line that makes the same drill
record DrillAnswer(PrintWriter out, boolean json, String name, String repeat) {
  private static final Pattern LONG_WORD = Pattern.compile("(\\S{60})\\S{20,}");

  void write(
      String source,
      String destination,
      DrillSettings settings,
      DrillReport report,
      Duration time) {
    if (json) {
      asJson(source, destination, settings, report, time);
    } else {
      asText(source, destination, settings, report, time);
    }
  }

  private void asText(
      String source,
      String destination,
      DrillSettings settings,
      DrillReport report,
      Duration time) {
    out.println(source + " -> " + destination + ", under " + name);
    line("seed", Long.toString(settings.seed()));
    line(
        "objects",
        Amounts.count(report.objects())
            + ", of them two of "
            + Amounts.size(settings.largeSize())
            + " in parts");
    report.leftOut().forEach(what -> line("left out", Printable.escape(shortened(what))));
    faults(report.faults());
    kills(report.kills());
    if (report.trialObjects() > 0) {
      line(
          "trial objects",
          report.trialObjects() + " lockstep-probe-… left by runs that could not remove them");
    }
    Broken broken = report.broken();
    if (broken != null) {
      line("broken", broken.promise().words() + ", but not when " + broken.trial());
      line("", Printable.escape((broken.key() + " " + broken.what()).strip()));
    }
    if (report.failure() != null) {
      line("not done", report.failure());
    }
    report.leftBehind().forEach(what -> line("left behind", Printable.escape(what)));
    line("held", held(report));
    line("took", Amounts.time(time));
    if (!report.held()) {
      line("repeat", repeat);
    }
  }

  private static String held(DrillReport report) {
    if (report.held()) {
      return "yes: every run ended in step or said that it did not; the next one healed it; all bytes were read back";
    }
    return report.broken() != null ? "no" : "not known: the drill did not come to its end";
  }

  private void faults(List<FaultRow> faults) {
    Map<String, StringBuilder> byFault = new LinkedHashMap<>();
    for (FaultRow row : faults) {
      StringBuilder text =
          byFault.computeIfAbsent("the store " + row.words(), _ -> new StringBuilder());
      text.append(text.isEmpty() ? "" : "; ");
      text.append(row.course().replaceFirst(",.*", "")).append(": ").append(row.outcome());
    }
    byFault.forEach((words, text) -> out.printf("  %-62s %s%n", words, text));
  }

  private void kills(KillTally kills) {
    if (kills.runs() > 0) {
      line(
          "killed",
          kills.kills()
              + " times in "
              + kills.runs()
              + " runs; done again: "
              + kills.repeatedObjects()
              + " of "
              + Amounts.objects(kills.objects())
              + ", "
              + kills.repeatedParts()
              + " of "
              + Amounts.count(kills.parts())
              + " parts");
    }
  }

  private void line(String label, String text) {
    out.printf("  %-12s %s%n", label, text);
  }

  private void asJson(
      String source,
      String destination,
      DrillSettings settings,
      DrillReport report,
      Duration time) {
    JsonWriter writer = new JsonWriter(out).beginObject();
    writer.member("source", source).member("destination", destination).member("prefix", name);
    writer.member("seed", settings.seed()).member("held", report.held());
    writer.member("stopped", report.stopped()).member("objects", report.objects());
    texts(writer, "leftOut", report.leftOut());
    writer.name("faults").beginArray();
    for (FaultRow row : report.faults()) {
      writer.beginObject().member("fault", row.name()).member("course", row.course());
      writer.member("side", row.side().name().toLowerCase(Locale.ROOT));
      writer.member("injected", row.injected()).member("exitCode", row.exitCode()).endObject();
    }
    writer.endArray();
    kills(writer, report.kills());
    writer.member("trialObjects", report.trialObjects());
    Broken broken = report.broken();
    writer.name("broken");
    if (broken == null) {
      writer.value(null);
    } else {
      writer
          .beginObject()
          .member("promise", broken.promise().name())
          .member("trial", broken.trial());
      writer.member("key", broken.key()).member("what", broken.what()).endObject();
    }
    writer.member("error", report.failure());
    texts(writer, "leftBehind", report.leftBehind());
    writer.name("seconds").number(SyncJson.seconds(time));
    writer.member("repeat", repeat).endObject();
    out.println();
  }

  private static void kills(JsonWriter writer, KillTally kills) {
    writer.name("kills").beginObject().member("kills", kills.kills()).member("runs", kills.runs());
    writer.member("objects", kills.objects()).member("parts", kills.parts());
    writer.member("repeatedObjects", kills.repeatedObjects());
    writer.member("repeatedParts", kills.repeatedParts()).endObject();
  }

  private static void texts(JsonWriter writer, String name, List<String> texts) {
    writer.name(name).beginArray();
    texts.forEach(writer::value);
    writer.endArray();
  }

  /// A key of 1,024 bytes is told by its beginning.
  private static String shortened(String text) {
    return LONG_WORD.matcher(text).replaceAll("$1…");
  }
}
