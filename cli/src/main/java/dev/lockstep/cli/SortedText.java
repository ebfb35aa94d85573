package dev.lockstep.cli;

import dev.lockstep.compare.SortedSide;
import dev.lockstep.telemetry.JsonWriter;
import java.util.List;

/// Tells which sides were sorted, as they list out of order.
final class SortedText {
  private SortedText() {}

  /// For people.
  static String of(SortedSide side) {
    return side.scope()
        + ", as it lists out of order: "
        + side.why()
        + (side.endIsKnown()
            ? ""
            : "; that nothing lies behind the end of its listing is its word alone");
  }

  static void write(JsonWriter json, List<SortedSide> sides) {
    json.name("sorted").beginArray();
    for (SortedSide side : sides) {
      json.beginObject();
      json.member("scope", side.scope()).member("why", side.why());
      json.member("endIsKnown", side.endIsKnown()).endObject();
    }
    json.endArray();
  }
}
