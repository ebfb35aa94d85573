package dev.lockstep.cli;

import dev.lockstep.object.Printable;
import dev.lockstep.state.StateCheck;
import dev.lockstep.state.StateCheck.MapSize;
import dev.lockstep.state.StatePlace;
import dev.lockstep.telemetry.JsonWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/// What `lockstep state` has found or done, for people or for programs.
final class StateReport {
  private final PrintWriter out;
  private final boolean json;

  StateReport(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void nothing(String place) {
    if (json) {
      write(place, false, new StateCheck(place, 0, 0, List.of(), List.of()));
    } else {
      out.println("There is no state yet in " + Printable.escape(place));
    }
    out.flush();
  }

  /// It could not even be opened.
  void damaged(String place, String why) {
    checked(new StateCheck(place, 0, 0, List.of(), List.of(why)));
  }

  void checked(StateCheck check) {
    if (json) {
      write(check.place(), true, check);
    } else {
      writeText(check);
    }
    out.flush();
  }

  void backedUp(String place, Path file, long bytes) {
    if (json) {
      new JsonWriter(out)
          .beginObject()
          .member("place", place)
          .member("backup", file.toString())
          .member("bytes", bytes)
          .endObject();
      out.println();
    } else {
      out.println(Printable.escape(place + " -> " + file) + ", " + Amounts.size(bytes));
    }
    out.flush();
  }

  private void writeText(StateCheck check) {
    out.println(Printable.escape(check.place()));
    if (check.schemaVersion() > 0) {
      out.println("  size         " + Amounts.size(check.bytes()));
      out.println("  schema       " + check.schemaVersion());
    }
    for (MapSize map : check.maps()) {
      out.println(
          "  version map  "
              + map.source()
              + " -> "
              + map.destination()
              + ": "
              + Amounts.count(map.rows())
              + (map.rows() == 1 ? " version" : " versions")
              + "; last written by "
              + map.lastWriter());
    }
    out.println("  whole        " + (check.isWhole() ? "yes" : "no"));
    for (String fault : check.faults()) {
      out.println("    " + Printable.escape(fault));
    }
  }

  private void write(String place, boolean there, StateCheck check) {
    JsonWriter to = new JsonWriter(out).beginObject();
    to.member("place", place).member("there", there).member("whole", check.isWhole());
    to.member("bytes", check.bytes()).member("schemaVersion", check.schemaVersion());
    to.name("faults").beginArray();
    check.faults().forEach(to::value);
    to.endArray().name("versionMaps").beginArray();
    for (MapSize map : check.maps()) {
      to.beginObject();
      write(to.name("source"), map.source());
      write(to.name("destination"), map.destination());
      to.member("versions", map.rows()).member("epoch", map.epoch());
      to.member("lastWriter", map.lastWriter()).endObject();
    }
    to.endArray().endObject();
    out.println();
  }

  private static void write(JsonWriter to, StatePlace place) {
    to.beginObject();
    to.member("endpoint", place.endpoint()).member("bucket", place.bucket().value());
    to.member("prefix", place.prefix().text()).endObject();
  }
}
