package dev.lockstep.telemetry;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON value (RFC 8259) that was read. [JsonReader] makes them.
public sealed interface JsonValue {
  /// Text.
  record Text(String value) implements JsonValue {}

  /// A number, as its digits stood there.
  record Numeral(String digits) implements JsonValue {}

  /// True or false.
  record Flag(boolean value) implements JsonValue {}

  /// `null`.
  record Nothing() implements JsonValue {}

  /// Values in order.
  record Array(List<JsonValue> values) implements JsonValue {
    public Array {
      values = List.copyOf(values);
    }
  }

  /// Values by name, in the order in which they stood there.
  record Members(Map<String, JsonValue> values) implements JsonValue {
    /// The text of a member; null when there is none, or it is `null`.
    ///
    /// @throws JsonException when it is something else
    public @Nullable String text(String name) {
      return switch (values.get(name)) {
        case null -> null;
        case Nothing _ -> null;
        case Text text -> text.value();
        case Numeral number -> number.digits();
        case Flag _, Array _, Members _ -> throw new JsonException("'" + name + "' is no text");
      };
    }

    /// The text of a member.
    ///
    /// @throws JsonException when there is none
    public String needed(String name) {
      String text = text(name);
      if (text == null) {
        throw new JsonException("there is no '" + name + "'");
      }
      return text;
    }

    /// The members of a member; null when there is none, or it is `null`.
    ///
    /// @throws JsonException when it is something else
    public @Nullable Members members(String name) {
      return switch (values.get(name)) {
        case null -> null;
        case Nothing _ -> null;
        case Members members -> members;
        case Text _, Numeral _, Flag _, Array _ ->
            throw new JsonException("'" + name + "' is no object");
      };
    }

    /// The values of a member; none when there is none, or it is `null`.
    ///
    /// @throws JsonException when it is something else
    public List<JsonValue> array(String name) {
      return switch (values.get(name)) {
        case null -> List.of();
        case Nothing _ -> List.of();
        case Array array -> array.values();
        case Text _, Numeral _, Flag _, Members _ ->
            throw new JsonException("'" + name + "' is no array");
      };
    }
  }
}
