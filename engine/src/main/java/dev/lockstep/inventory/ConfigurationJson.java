package dev.lockstep.inventory;

import dev.lockstep.object.Encryption;
import dev.lockstep.telemetry.JsonException;
import dev.lockstep.telemetry.JsonReader;
import dev.lockstep.telemetry.JsonValue;
import dev.lockstep.telemetry.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Configurations in the JSON of AWS's command line.
public final class ConfigurationJson {
  private ConfigurationJson() {}

  /// Reads one, alone or as the member `InventoryConfiguration`.
  ///
  /// @throws InventoryException when it is none
  public static InventoryConfiguration parse(String text) {
    try {
      JsonValue.Members json = JsonReader.readMembers(text);
      JsonValue.Members inner = json.members("InventoryConfiguration");
      return ConfigurationTree.read(new Tree(inner == null ? json : inner));
    } catch (JsonException e) {
      throw new InventoryException("the configuration can't be read: " + e.getMessage(), e);
    }
  }

  private record Tree(JsonValue.Members json) implements ConfigurationTree {
    @Override
    public @Nullable String text(String name) {
      return json.values().get(name) instanceof JsonValue.Flag flag
          ? Boolean.toString(flag.value())
          : json.text(name);
    }

    @Override
    public @Nullable ConfigurationTree child(String name) {
      JsonValue.Members child = json.members(name);
      return child == null ? null : new Tree(child);
    }

    @Override
    public List<String> texts(String list) {
      List<String> texts = new ArrayList<>();
      for (JsonValue value : json.array(list)) {
        if (!(value instanceof JsonValue.Text text)) {
          throw new JsonException("'" + list + "' is no list of texts");
        }
        texts.add(text.value());
      }
      return texts;
    }
  }

  /// Writes one as an object.
  public static void write(JsonWriter json, InventoryConfiguration one) {
    json.beginObject().name("Destination").beginObject();
    json.name("S3BucketDestination").beginObject();
    if (one.accountId() != null) {
      json.member("AccountId", one.accountId());
    }
    json.member("Bucket", InventoryManifest.arn(one.destination()));
    json.member("Format", one.format().manifestName());
    if (!one.destinationPrefix().isEmpty()) {
      json.member("Prefix", one.destinationPrefix().text());
    }
    encryption(json, one.encryption());
    json.endObject().endObject();
    json.member("IsEnabled", one.enabled());
    if (!one.prefix().isEmpty()) {
      json.name("Filter").beginObject().member("Prefix", one.prefix().text()).endObject();
    }
    json.member("Id", one.id());
    json.member("IncludedObjectVersions", one.allVersions() ? "All" : "Current");
    if (!one.optional().isEmpty()) {
      json.name("OptionalFields").beginArray();
      one.optional().stream().sorted().forEach(field -> json.value(field.csvName()));
      json.endArray();
    }
    json.name("Schedule").beginObject().member("Frequency", one.frequency().awsName());
    json.endObject().endObject();
  }

  private static void encryption(JsonWriter json, @Nullable Encryption encryption) {
    if (encryption == null) {
      return;
    }
    json.name("Encryption").beginObject();
    if (encryption.keyId() == null) {
      json.name("SSES3").beginObject().endObject();
    } else {
      json.name("SSEKMS").beginObject().member("KeyId", encryption.keyId()).endObject();
    }
    json.endObject();
  }
}
