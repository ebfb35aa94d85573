package dev.lockstep.inventory;

import dev.lockstep.inventory.InventoryConfiguration.Frequency;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A configuration as a tree of names, whether it came as XML or as JSON. The names are those of
/// AWS's JSON.
interface ConfigurationTree {
  /// The text below a name; null when there is none.
  @Nullable String text(String name);

  /// What is below a name, which may have nothing in it; null when there is none.
  @Nullable ConfigurationTree child(String name);

  /// The texts of a list; none when there is none.
  List<String> texts(String list);

  /// Reads a configuration.
  ///
  /// @throws InventoryException when something is missing, or makes no sense
  static InventoryConfiguration read(ConfigurationTree tree) {
    ConfigurationTree destination = child(child(tree, "Destination"), "S3BucketDestination");
    ConfigurationTree filter = tree.child("Filter");
    String format = text(destination, "Format");
    try {
      return new InventoryConfiguration(
          text(tree, "Id"),
          flag(text(tree, "IsEnabled")),
          versions(text(tree, "IncludedObjectVersions")),
          key(filter == null ? null : filter.text("Prefix")),
          fields(tree.texts("OptionalFields")),
          frequency(text(child(tree, "Schedule"), "Frequency")),
          destination.text("AccountId"),
          new BucketName(InventoryManifest.bucket(text(destination, "Bucket"))),
          key(destination.text("Prefix")),
          InventoryFormat.named(format).orElseThrow(() -> wrong("Format", format)),
          encryption(destination.child("Encryption")));
    } catch (IllegalArgumentException e) {
      throw new InventoryException("the configuration can't be used: " + e.getMessage(), e);
    }
  }

  private static ObjectKey key(@Nullable String text) {
    return text == null ? ObjectKey.EMPTY : ObjectKey.of(text);
  }

  private static String text(ConfigurationTree tree, String name) {
    String text = tree.text(name);
    if (text == null || text.isEmpty()) {
      throw new InventoryException("the configuration lacks " + name);
    }
    return text;
  }

  private static ConfigurationTree child(ConfigurationTree tree, String name) {
    ConfigurationTree child = tree.child(name);
    if (child == null) {
      throw new InventoryException("the configuration lacks " + name);
    }
    return child;
  }

  private static InventoryException wrong(String name, String value) {
    return new InventoryException("the configuration has '" + value + "' for " + name);
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("IsEnabled", text);
    };
  }

  private static boolean versions(String text) {
    return switch (text) {
      case "All" -> true;
      case "Current" -> false;
      default -> throw wrong("IncludedObjectVersions", text);
    };
  }

  private static Frequency frequency(String text) {
    return Arrays.stream(Frequency.values())
        .filter(one -> one.awsName().equals(text))
        .findFirst()
        .orElseThrow(() -> wrong("Frequency", text));
  }

  private static Set<InventoryField> fields(List<String> names) {
    EnumSet<InventoryField> fields = EnumSet.noneOf(InventoryField.class);
    for (String name : names) {
      fields.add(
          InventoryField.optional().stream()
              .filter(field -> field.csvName().equals(name))
              .findFirst()
              .orElseThrow(() -> wrong("OptionalFields", name)));
    }
    return fields;
  }

  private static @Nullable Encryption encryption(@Nullable ConfigurationTree tree) {
    if (tree == null) {
      return null;
    }
    ConfigurationTree kms = tree.child("SSEKMS");
    if (kms != null) {
      return new Encryption("aws:kms", text(kms, "KeyId"), false);
    }
    if (tree.child("SSES3") == null) {
      throw new InventoryException("the configuration's Encryption is neither SSES3 nor SSEKMS");
    }
    return Encryption.SSE_S3;
  }
}
