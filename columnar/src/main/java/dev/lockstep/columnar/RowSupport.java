package dev.lockstep.columnar;

import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryRows;
import dev.lockstep.inventory.NumberColumn;
import dev.lockstep.inventory.TextColumn;
import java.util.List;
import java.util.Map;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/// Takes one row of [InventoryRows] after another to parquet-java.
final class RowSupport extends WriteSupport<InventoryRows> {
  private static final String MESSAGE = "s3.inventory";

  private final InventoryField[] fields;
  private final MessageType schema;
  private @Nullable RecordConsumer consumer;
  private int row;

  RowSupport(List<InventoryField> fields) {
    this.fields = fields.toArray(InventoryField[]::new);
    this.schema = new MessageType(MESSAGE, fields.stream().map(RowSupport::column).toList());
  }

  private static Type column(InventoryField field) {
    Repetition repetition = field.isRequired() ? Repetition.REQUIRED : Repetition.OPTIONAL;
    Types.PrimitiveBuilder<?> builder =
        switch (field.kind()) {
          case TEXT ->
              Types.primitive(PrimitiveTypeName.BINARY, repetition)
                  .as(LogicalTypeAnnotation.stringType());
          case NUMBER -> Types.primitive(PrimitiveTypeName.INT64, repetition);
          case TIME ->
              Types.primitive(PrimitiveTypeName.INT64, repetition)
                  .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS));
          case FLAG -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition);
        };
    return (Type) builder.named(field.columnName());
  }

  /// Which row the next call of [#write] writes.
  void row(int next) {
    row = next;
  }

  /// Abstract in parquet-java, and so needed, though the other is called.
  @Override
  @Deprecated
  public WriteContext init(org.apache.hadoop.conf.Configuration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    this.consumer = recordConsumer;
  }

  @Override
  public void write(InventoryRows rows) {
    RecordConsumer to = consumer;
    if (to == null) {
      throw new IllegalStateException("Nothing is written before it was prepared for");
    }
    to.startMessage();
    for (int place = 0; place < fields.length; place++) {
      InventoryField field = fields[place];
      switch (field.kind()) {
        case TEXT -> text(to, rows.text(field), field, place);
        case NUMBER, TIME -> number(to, rows.number(field), field, place);
        case FLAG -> flag(to, rows.number(field), field, place);
      }
    }
    to.endMessage();
  }

  /// The version that S3 calls null is empty in reports of AWS's, and not absent.
  private void text(RecordConsumer to, TextColumn column, InventoryField field, int place) {
    int length = column.length(row);
    if (length > 0 || field == InventoryField.VERSION_ID || field.isRequired()) {
      to.startField(field.columnName(), place);
      to.addBinary(Binary.fromReusedByteArray(column.bytes(), column.start(row), length));
      to.endField(field.columnName(), place);
    }
  }

  private void number(RecordConsumer to, NumberColumn column, InventoryField field, int place) {
    if (!column.isAbsent(row)) {
      to.startField(field.columnName(), place);
      to.addLong(column.value(row));
      to.endField(field.columnName(), place);
    }
  }

  private void flag(RecordConsumer to, NumberColumn column, InventoryField field, int place) {
    if (!column.isAbsent(row)) {
      to.startField(field.columnName(), place);
      to.addBoolean(column.flag(row));
      to.endField(field.columnName(), place);
    }
  }
}
