package dev.lockstep.inventory;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which columns data files have, in order: the `fileSchema` of a manifest. A reader goes by it and
/// never by the order that it is used to; columns that nobody here knows are passed over.
///
/// @param columns at least one; a field stands there once at the most
public record InventorySchema(List<Column> columns) {
  private static final Pattern PARQUET_MEMBER =
      Pattern.compile("(?:required|optional)\\s+\\w+\\s+(\\w+)\\s*(\\([^;]*\\))?\\s*;");

  private static final Pattern ORC_MEMBER = Pattern.compile("(\\w+)\\s*:\\s*\\w+");

  /// A column of a data file.
  ///
  /// @param name as the schema has it
  /// @param field null when it is none of AWS's
  public record Column(String name, @Nullable InventoryField field) {}

  public InventorySchema {
    columns = List.copyOf(columns);
    Set<InventoryField> seen = EnumSet.noneOf(InventoryField.class);
    for (Column column : columns) {
      if (column.field() != null && !seen.add(column.field())) {
        throw new InventoryException("the schema names " + column.name() + " twice");
      }
    }
    if (columns.isEmpty()) {
      throw new InventoryException("the schema names no column");
    }
  }

  /// The schema with these fields, in AWS's order.
  public static InventorySchema of(Set<InventoryField> fields) {
    return new InventorySchema(
        EnumSet.copyOf(fields).stream().map(field -> new Column(field.csvName(), field)).toList());
  }

  /// Reads the `fileSchema` of a manifest.
  ///
  /// @throws InventoryException when it is not one
  public static InventorySchema parse(InventoryFormat format, String fileSchema) {
    return switch (format) {
      case CSV -> csv(fileSchema);
      case ORC -> members(fileSchema, "struct<", ">", ORC_MEMBER);
      case PARQUET -> members(fileSchema, "message", "}", PARQUET_MEMBER);
    };
  }

  private static InventorySchema csv(String text) {
    List<Column> columns = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      columns.add(column(name.strip()));
    }
    return new InventorySchema(columns);
  }

  private static InventorySchema members(String text, String begin, String end, Pattern member) {
    String schema = text.strip();
    if (!schema.startsWith(begin) || !schema.endsWith(end)) {
      throw new InventoryException("the schema is no '" + begin + "…" + end + "': " + text);
    }
    int from = begin.equals("message") ? schema.indexOf('{') + 1 : begin.length();
    Matcher found = member.matcher(schema.substring(from, schema.length() - end.length()));
    List<Column> columns = new ArrayList<>();
    while (found.find()) {
      columns.add(column(found.group(1)));
    }
    return new InventorySchema(columns);
  }

  private static Column column(String name) {
    if (name.isEmpty()) {
      throw new InventoryException("the schema has a column without a name");
    }
    return new Column(name, InventoryField.named(name).orElse(null));
  }

  /// As the manifest of a report of ours has it, in the form that AWS documents.
  public String text(InventoryFormat format) {
    return switch (format) {
      case CSV -> fields().stream().map(InventoryField::csvName).collect(Collectors.joining(", "));
      case ORC ->
          fields().stream()
              .map(field -> field.columnName() + ":" + orcType(field.kind()))
              .collect(Collectors.joining(",", "struct<", ">"));
      case PARQUET ->
          fields().stream()
              .map(InventorySchema::parquetMember)
              .collect(Collectors.joining(" ", "message s3.inventory { ", " }"));
    };
  }

  private static String orcType(InventoryField.Kind kind) {
    return switch (kind) {
      case TEXT -> "string";
      case NUMBER -> "bigint";
      case TIME -> "timestamp";
      case FLAG -> "boolean";
    };
  }

  private static String parquetMember(InventoryField field) {
    String name = field.columnName();
    String member =
        switch (field.kind()) {
          case TEXT -> "binary " + name + " (UTF8)";
          case NUMBER -> "int64 " + name;
          case TIME -> "int64 " + name + " (TIMESTAMP_MILLIS)";
          case FLAG -> "boolean " + name;
        };
    return (field.isRequired() ? "required " : "optional ") + member + ";";
  }

  /// Those of AWS's fields that are there, in the order of the columns.
  public List<InventoryField> fields() {
    List<InventoryField> fields = new ArrayList<>();
    for (Column column : columns) {
      if (column.field() != null) {
        fields.add(column.field());
      }
    }
    return List.copyOf(fields);
  }

  /// Those of some fields that are there, in the order in which they are asked for.
  public List<InventoryField> among(List<InventoryField> some) {
    return some.stream().filter(this::has).toList();
  }

  public boolean has(InventoryField field) {
    return fields().contains(field);
  }

  /// At which place a field stands; empty when it is not there.
  public Optional<Integer> place(InventoryField field) {
    for (int place = 0; place < columns.size(); place++) {
      if (columns.get(place).field() == field) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  /// The columns that are none of AWS's, by their names.
  public List<String> unknown() {
    return columns.stream().filter(column -> column.field() == null).map(Column::name).toList();
  }
}
