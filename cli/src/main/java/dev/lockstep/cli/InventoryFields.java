package dev.lockstep.cli;

import dev.lockstep.inventory.InventoryField;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The fields of a report, as they are typed.
final class InventoryFields {
  private static final String ALL = "all";
  private static final String NONE = "none";

  private InventoryFields() {}

  /// What a listing tells.
  static Set<InventoryField> usual() {
    return InventoryField.optional().stream()
        .filter(field -> field.cost() == InventoryField.Cost.LISTING)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(InventoryField.class)));
  }

  /// @param names as typed; none for the usual ones
  static Set<InventoryField> of(List<String> names) {
    if (names.isEmpty()) {
      return usual();
    }
    EnumSet<InventoryField> fields = EnumSet.noneOf(InventoryField.class);
    for (String name : names) {
      switch (name) {
        case ALL -> fields.addAll(InventoryField.optional());
        case NONE -> {}
        default -> fields.add(field(name));
      }
    }
    return fields;
  }

  private static InventoryField field(String name) {
    return InventoryField.named(name)
        .filter(InventoryField::isOptional)
        .orElseThrow(() ->
            new WrongUsage(
                "--fields: there is no field '"
                    + name
                    + "' to choose; there are "
                    + InventoryField.optional().stream()
                        .map(InventoryField::csvName)
                        .collect(Collectors.joining(", "))
                    + ", and all"));
  }

  /// What the choice costs, for people; empty when nothing.
  static String cost(Set<InventoryField> fields) {
    String heads = names(fields, InventoryField.Cost.HEAD);
    String acls = names(fields, InventoryField.Cost.ACL);
    String text = heads.isEmpty() ? "" : "a HeadObject for each version (" + heads + ")";
    return acls.isEmpty()
        ? text
        : text
            + (text.isEmpty() ? "" : ", and ")
            + "a GetObjectAcl for each version ("
            + acls
            + ")";
  }

  private static String names(Set<InventoryField> fields, InventoryField.Cost cost) {
    return fields.stream()
        .filter(field -> field.cost() == cost)
        .sorted()
        .map(InventoryField::csvName)
        .collect(Collectors.joining(", "));
  }
}
