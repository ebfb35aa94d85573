package dev.lockstep.inventory;

import dev.lockstep.object.EntryPage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Fills rows from what was listed, and from what single requests have told. Any thread.
final class RowFilling {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  /// What AWS leaves empty.
  private static final String NULL_VERSION = "null";

  private final byte[] bucket;
  private final List<InventoryField> fields;

  RowFilling(String bucket, List<InventoryField> fields) {
    this.bucket = bucket.getBytes(StandardCharsets.UTF_8);
    this.fields = List.copyOf(fields);
  }

  /// Adds rows of a page.
  void add(InventoryRows rows, PagePart part, int from, int to) {
    int begin = rows.count();
    for (InventoryField field : fields) {
      switch (field.kind()) {
        case TEXT -> texts(rows.text(field), field, part, begin, from, to);
        case NUMBER, TIME, FLAG -> numbers(rows.number(field), field, part, begin, from, to);
      }
    }
    rows.count(begin + to - from);
  }

  private void texts(
      TextColumn column, InventoryField field, PagePart part, int begin, int from, int to) {
    EntryPage page = part.page();
    for (int row = from; row < to; row++) {
      int at = begin + row - from;
      switch (field) {
        case BUCKET -> column.set(at, bucket);
        case KEY -> column.set(at, page.keyBytes(), page.keyStart(row), page.keyEnd(row));
        case VERSION_ID -> versionId(column, at, page, row);
        case E_TAG -> etag(column, at, page, row);
        case STORAGE_CLASS -> {
          if (!page.isDeleteMarker(row)) {
            column.set(at, page.storageClass(row));
          }
        }
        case IS_LATEST,
            IS_DELETE_MARKER,
            SIZE,
            LAST_MODIFIED_DATE,
            IS_MULTIPART_UPLOADED,
            REPLICATION_STATUS,
            ENCRYPTION_STATUS,
            OBJECT_LOCK_RETAIN_UNTIL_DATE,
            OBJECT_LOCK_MODE,
            OBJECT_LOCK_LEGAL_HOLD_STATUS,
            INTELLIGENT_TIERING_ACCESS_TIER,
            BUCKET_KEY_STATUS,
            CHECKSUM_ALGORITHM,
            LIFECYCLE_EXPIRATION_DATE,
            OBJECT_ACCESS_CONTROL_LIST,
            OBJECT_OWNER ->
            detail(column, field, part, at, row);
      }
    }
  }

  private static void versionId(TextColumn column, int at, EntryPage page, int row) {
    String id = page.versionId(row);
    if (id != null && !id.equals(NULL_VERSION)) {
      column.set(at, id);
    }
  }

  private static void etag(TextColumn column, int at, EntryPage page, int row) {
    int parts = page.etagParts(row);
    if (page.isDeleteMarker(row) || parts == EntryPage.NO_ETAG) {
      return;
    }
    if (parts == EntryPage.OPAQUE) {
      column.set(at, String.valueOf(page.opaqueEtag(row)));
      return;
    }
    int place = column.room(at, 48);
    place = hex(column.bytes(), place, page.etagHigh(row));
    place = hex(column.bytes(), place, page.etagLow(row));
    if (parts != EntryPage.PLAIN_DIGEST) {
      byte[] suffix = ("-" + parts).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(suffix, 0, column.bytes(), place, suffix.length);
      place += suffix.length;
    }
    column.endValue(place);
  }

  private static int hex(byte[] target, int at, long value) {
    for (int i = 0; i < 16; i++) {
      target[at + i] = HEX[(int) (value >>> (60 - 4 * i)) & 15];
    }
    return at + 16;
  }

  private static void detail(
      TextColumn column, InventoryField field, PagePart part, int at, int row) {
    if (!part.details().isEmpty()) {
      String text = DetailText.of(field, part.details().get(row));
      if (!text.isEmpty()) {
        column.set(at, text);
      }
    }
  }

  private static void numbers(
      NumberColumn column, InventoryField field, PagePart part, int begin, int from, int to) {
    EntryPage page = part.page();
    for (int row = from; row < to; row++) {
      int at = begin + row - from;
      boolean marker = page.isDeleteMarker(row);
      switch (field) {
        case IS_LATEST -> column.set(at, page.isLatest(row));
        case IS_DELETE_MARKER -> column.set(at, marker);
        case LAST_MODIFIED_DATE -> column.set(at, page.modifiedMillis(row));
        case SIZE -> {
          if (!marker) {
            column.set(at, page.size(row));
          }
        }
        case IS_MULTIPART_UPLOADED -> {
          if (!marker) {
            column.set(at, page.etagParts(row) > 0);
          }
        }
        case BUCKET,
            KEY,
            VERSION_ID,
            E_TAG,
            STORAGE_CLASS,
            REPLICATION_STATUS,
            ENCRYPTION_STATUS,
            OBJECT_LOCK_RETAIN_UNTIL_DATE,
            OBJECT_LOCK_MODE,
            OBJECT_LOCK_LEGAL_HOLD_STATUS,
            INTELLIGENT_TIERING_ACCESS_TIER,
            BUCKET_KEY_STATUS,
            CHECKSUM_ALGORITHM,
            LIFECYCLE_EXPIRATION_DATE,
            OBJECT_ACCESS_CONTROL_LIST,
            OBJECT_OWNER ->
            detail(column, field, part, at, row);
      }
    }
  }

  private static void detail(
      NumberColumn column, InventoryField field, PagePart part, int at, int row) {
    if (!part.details().isEmpty()) {
      Long millis = DetailText.millis(field, part.details().get(row));
      if (millis != null) {
        column.set(at, millis);
      }
    }
  }
}
