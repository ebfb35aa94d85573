package dev.lockstep.duckdb;

import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Statements that make the same table elsewhere. What is printed was not run there.
public final class Ddl {
  private Ddl() {}

  /// For Athena: all reports of a configuration, one partition each; queries pin a `dt`.
  ///
  /// @param hive where the `symlink.txt` files are: `s3://bucket/prefix/source/id/hive/`
  public static String athena(
      String name, InventoryFormat format, List<InventoryField> fields, String hive) {
    String columns =
        fields.stream()
            .map(field -> "  " + field.columnName() + " " + athenaType(field, format))
            .collect(Collectors.joining(",\n"));
    return "CREATE EXTERNAL TABLE `"
        + name
        + "`(\n"
        + columns
        + ")\nPARTITIONED BY (dt string)\nROW FORMAT SERDE '"
        + serde(format)
        + "'\nSTORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'\n"
        + "OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.IgnoreKeyTextOutputFormat'\nLOCATION "
        + SqlTable.literal(hive)
        + "\nTBLPROPERTIES (\"projection.enabled\"=\"true\",\"projection.dt.type\"=\"date\","
        + "\"projection.dt.format\"=\"yyyy-MM-dd-HH-mm\",\n"
        + "  \"projection.dt.range\"=\"2022-01-01-00-00,NOW\",\"projection.dt.interval\"=\"1\","
        + "\"projection.dt.interval.unit\"=\"HOURS\");\n";
  }

  private static String serde(InventoryFormat format) {
    return switch (format) {
      case CSV -> "org.apache.hadoop.hive.serde2.OpenCSVSerde";
      case ORC -> "org.apache.hadoop.hive.ql.io.orc.OrcSerde";
      case PARQUET -> "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";
    };
  }

  /// What a CSV holds is text to its SerDe.
  private static String athenaType(InventoryField field, InventoryFormat format) {
    if (format == InventoryFormat.CSV) {
      return "string";
    }
    return switch (field.kind()) {
      case TEXT -> "string";
      case NUMBER -> "bigint";
      case TIME -> "timestamp";
      case FLAG -> "boolean";
    };
  }

  /// For Redshift: one report, loaded. A CSV's keys stay URL-encoded there.
  ///
  /// @param files of the report: `s3://bucket/key`
  public static String redshift(
      String name, InventoryFormat format, List<InventoryField> fields, List<String> files) {
    String columns =
        fields.stream()
            .map(field -> "  " + field.columnName() + " " + redshiftType(field))
            .collect(Collectors.joining(",\n"));
    String copies =
        files.stream()
            .map(file ->
                "COPY "
                    + SqlTable.quoted(name)
                    + " FROM "
                    + SqlTable.literal(file)
                    + " IAM_ROLE DEFAULT "
                    + (format == InventoryFormat.CSV
                        ? "CSV GZIP TIMEFORMAT 'auto' EMPTYASNULL"
                        : "FORMAT AS " + format.manifestName().toUpperCase(Locale.ROOT))
                    + ";\n")
            .collect(Collectors.joining());
    return "CREATE TABLE " + SqlTable.quoted(name) + "(\n" + columns + ");\n" + copies;
  }

  private static String redshiftType(InventoryField field) {
    return switch (field.kind()) {
      case TEXT -> field == InventoryField.KEY ? "varchar(4096)" : "varchar(65535)";
      case NUMBER -> "bigint";
      case TIME -> "timestamp";
      case FLAG -> "boolean";
    };
  }
}
