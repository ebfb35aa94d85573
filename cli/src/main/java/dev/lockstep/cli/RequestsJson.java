package dev.lockstep.cli;

import dev.lockstep.telemetry.JsonWriter;
import dev.lockstep.telemetry.RequestKind;
import java.util.Map;
import java.util.Set;

/// Numbers of requests, as a JSON object: the common kinds always, the others where there were any.
final class RequestsJson {
  private static final Set<RequestKind> ALWAYS =
      Set.of(
          RequestKind.LIST,
          RequestKind.HEAD,
          RequestKind.GET,
          RequestKind.PUT,
          RequestKind.COPY,
          RequestKind.DELETE);

  private RequestsJson() {}

  static void write(JsonWriter json, String name, Map<RequestKind, Long> requests) {
    json.name(name).beginObject();
    for (RequestKind kind : RequestKind.values()) {
      long count = requests.getOrDefault(kind, 0L);
      if (count > 0 || ALWAYS.contains(kind)) {
        json.member(kind.jsonName(), count);
      }
    }
    json.endObject();
  }
}
