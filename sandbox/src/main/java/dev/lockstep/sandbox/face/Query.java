package dev.lockstep.sandbox.face;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.sandbox.store.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parameters of a request. Values are octets.
record Query(Map<String, String> parameters) {
  static Query parse(String raw) {
    if (raw.isEmpty()) {
      return new Query(Map.of());
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = Octets.decode(equals < 0 ? pair : pair.substring(0, equals), true);
        String value = equals < 0 ? "" : Octets.decode(pair.substring(equals + 1), true);
        parameters.putIfAbsent(name, value);
      }
    }
    return new Query(parameters);
  }

  Set<String> names() {
    return parameters.keySet();
  }

  boolean has(String name) {
    return parameters.containsKey(name);
  }

  /// The value as text; empty when there is none.
  String text(String name) {
    return Octets.text(parameters.getOrDefault(name, ""));
  }

  /// The value as a key; empty when there is none.
  ObjectKey key(String name) {
    return Octets.key(parameters.getOrDefault(name, ""));
  }

  /// The value as a number from 0 on.
  int number(String name, int otherwise) {
    String value = parameters.get(name);
    if (value == null || value.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, as a negative one is.
    }
    throw Refusal.argument(
        name, text(name), "Argument " + name + " must be an integer between 0 and 2147483647");
  }

  @Nullable VersionId versionId() {
    String value = parameters.get("versionId");
    if (value == null) {
      return null;
    }
    if (value.isEmpty()) {
      throw Refusal.argument("versionId", "", "Version id cannot be the empty string");
    }
    return new VersionId(Octets.text(value));
  }
}
