package dev.lockstep.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class InventorySchemaTest {
  private static final String ORC_OF_AWS =
      "struct<bucket:string,key:string,version_id:string,is_latest:boolean,is_delete_marker:boolean,size:bigint,last_modified_date:timestamp,e_tag:string,storage_class:string,is_multipart_uploaded:boolean,replication_status:string,encryption_status:string,object_lock_retain_until_date:timestamp,object_lock_mode:string,object_lock_legal_hold_status:string,intelligent_tiering_access_tier:string,bucket_key_status:string,checksum_algorithm:string,object_access_control_list:string,object_owner:string>";

  private static final String PARQUET_OF_AWS =
      "message s3.inventory { required binary bucket (UTF8); required binary key (UTF8); optional binary version_id (UTF8); optional boolean is_latest; optional boolean is_delete_marker; optional int64 size; optional int64 last_modified_date (TIMESTAMP_MILLIS); optional binary e_tag (UTF8); optional binary storage_class (UTF8); optional boolean is_multipart_uploaded; optional binary replication_status (UTF8); optional binary encryption_status (UTF8); optional int64 object_lock_retain_until_date (TIMESTAMP_MILLIS); optional binary object_lock_mode (UTF8);}";

  private static final InventorySchema ALL =
      InventorySchema.of(EnumSet.allOf(InventoryField.class));

  @Test
  void theSchemaOfOrcIsWhatAwsDocuments() {
    EnumSet<InventoryField> documented =
        EnumSet.range(InventoryField.BUCKET, InventoryField.OBJECT_OWNER);

    assertThat(InventorySchema.of(documented).text(InventoryFormat.ORC)).isEqualTo(ORC_OF_AWS);
    assertThat(InventorySchema.parse(InventoryFormat.ORC, ORC_OF_AWS).fields())
        .containsExactlyElementsOf(documented);
  }

  @Test
  void theSchemaOfParquetIsWhatAwsDocuments() {
    EnumSet<InventoryField> documented =
        EnumSet.range(InventoryField.BUCKET, InventoryField.OBJECT_LOCK_MODE);

    assertThat(InventorySchema.of(documented).text(InventoryFormat.PARQUET))
        .isEqualTo(PARQUET_OF_AWS.replace(";}", "; }"));
    assertThat(InventorySchema.parse(InventoryFormat.PARQUET, PARQUET_OF_AWS).fields())
        .containsExactlyElementsOf(documented);
  }

  @Test
  void theFormThatAwsPrintsTodayIsReadToo() {
    String today =
        "message s3.inventory {  required binary bucket (STRING);  required binary key (STRING);  optional int64 size;  optional int64 last_modified_date (TIMESTAMP(MILLIS,true));  optional binary e_tag (STRING);}";

    assertThat(InventorySchema.parse(InventoryFormat.PARQUET, today).fields())
        .containsExactly(
            InventoryField.BUCKET,
            InventoryField.KEY,
            InventoryField.SIZE,
            InventoryField.LAST_MODIFIED_DATE,
            InventoryField.E_TAG);
  }

  @Test
  void everySchemaSurvivesBeingWrittenAndRead() {
    for (InventoryFormat format : InventoryFormat.values()) {
      assertThat(InventorySchema.parse(format, ALL.text(format)).fields())
          .containsExactly(InventoryField.values());
    }
  }

  @Test
  void trapT34ColumnsAreFoundByNameInWhateverOrderTheyStand() {
    InventorySchema schema =
        InventorySchema.parse(InventoryFormat.CSV, "Key, Colour,Bucket , etag, version_id");

    assertThat(schema.place(InventoryField.BUCKET)).hasValue(2);
    assertThat(schema.place(InventoryField.E_TAG)).hasValue(3);
    assertThat(schema.place(InventoryField.VERSION_ID)).hasValue(4);
    assertThat(schema.place(InventoryField.SIZE)).isEmpty();
    assertThat(schema.unknown()).containsExactly("Colour");
  }

  @Test
  void aSchemaThatNamesAColumnTwiceOrNoneIsRefused() {
    assertThatThrownBy(() -> InventorySchema.parse(InventoryFormat.CSV, "Key, Key"))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> InventorySchema.parse(InventoryFormat.CSV, ""))
        .isInstanceOf(InventoryException.class);
    assertThatThrownBy(() -> InventorySchema.parse(InventoryFormat.ORC, "struct<>"))
        .isInstanceOf(InventoryException.class);
    assertThatThrownBy(() -> InventorySchema.parse(InventoryFormat.PARQUET, "Bucket, Key"))
        .isInstanceOf(InventoryException.class);
  }

  @Test
  void theOptionalFieldsAreAwsSixteen() {
    assertThat(InventoryField.optional()).hasSize(16);
    assertThat(InventoryField.named("lifecycleexpirationdate"))
        .hasValue(InventoryField.LIFECYCLE_EXPIRATION_DATE);
    assertThat(InventoryField.named("Colour")).isEmpty();
  }
}
