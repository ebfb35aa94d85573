package dev.lockstep.inventory;

import dev.lockstep.object.DigestText;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Turns rows of a report into a page: of what is current, the latest versions that are no delete
/// markers, or of all versions. Nothing is allocated per row, unless ids of versions are wanted or
/// ETags are no digests. One thread.
final class ReportRows {
  private static final byte[] PENDING = ascii("PENDING");

  /// Encrypted so that the ETag is not the MD5 of the bytes.
  private static final byte[][] HIDING = {ascii("SSE-KMS"), ascii("DSSE-KMS"), ascii("SSE-C")};

  private static final byte[][] TELLING = {ascii("SSE-S3"), ascii("NOT-SSE")};

  /// Of a null version, as S3 takes it in requests.
  private static final String NULL_VERSION = "null";

  private final byte[] prefix;
  private final boolean allVersions;

  /// @param prefix what keys begin with; others are left out
  /// @param allVersions whether all of them are wanted, rather than what is current
  ReportRows(ObjectKey prefix, boolean allVersions) {
    this.prefix = prefix.toBytes();
    this.allVersions = allVersions;
  }

  /// Adds those rows that are wanted to a page.
  void addTo(EntryPage.Builder page, InventoryRows rows) {
    TextColumn keys = rows.text(InventoryField.KEY);
    NumberColumn latest = number(rows, InventoryField.IS_LATEST);
    NumberColumn markers = number(rows, InventoryField.IS_DELETE_MARKER);
    Facts facts = new Facts(rows);
    if (latest == null && markers == null && prefix.length == 0 && facts.areFew()) {
      facts.addAll(page, keys, rows.count());
      return;
    }
    for (int row = 0; row < rows.count(); row++) {
      boolean marker = markers != null && markers.flag(row);
      boolean current = !marker && (latest == null || latest.isAbsent(row) || latest.flag(row));
      if ((current || allVersions) && hasPrefix(keys, row)) {
        int length = keys.length(row);
        page.beginKey(length);
        System.arraycopy(keys.bytes(), keys.start(row), page.keyBytes(), page.keyAt(), length);
        page.endKey(page.keyAt() + length);
        if (allVersions) {
          facts.addVersionTo(page, row, latest != null && latest.flag(row), marker);
        } else {
          facts.addTo(page, row);
        }
        page.endRow();
      }
    }
  }

  private boolean hasPrefix(TextColumn keys, int row) {
    return prefix.length == 0 || startsWith(keys, row, prefix) && keys.length(row) >= prefix.length;
  }

  private static boolean startsWith(TextColumn column, int row, byte[] text) {
    int from = column.start(row);
    int end = Math.min(column.end(row), from + text.length);
    return Arrays.equals(column.bytes(), from, end, text, 0, text.length);
  }

  /// Whatever the case of its letters.
  private static boolean is(TextColumn column, int row, byte[] text) {
    if (column.length(row) != text.length) {
      return false;
    }
    int from = column.start(row);
    int differs = 0;
    for (int i = 0; i < text.length; i++) {
      differs |= (column.bytes()[from + i] ^ text[i]) & 0xdf;
    }
    return differs == 0;
  }

  private static @Nullable NumberColumn number(InventoryRows rows, InventoryField field) {
    return rows.has(field) ? rows.number(field) : null;
  }

  private static @Nullable TextColumn text(InventoryRows rows, InventoryField field) {
    return rows.has(field) ? rows.text(field) : null;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// What stands beside the key, as far as there are columns for it.
  private static final class Facts {
    private final @Nullable NumberColumn sizes;
    private final @Nullable NumberColumn times;
    private final @Nullable NumberColumn expiry;
    private final @Nullable TextColumn etags;
    private final @Nullable TextColumn replication;
    private final @Nullable TextColumn encryption;
    private final @Nullable TextColumn versions;

    Facts(InventoryRows rows) {
      sizes = number(rows, InventoryField.SIZE);
      times = number(rows, InventoryField.LAST_MODIFIED_DATE);
      expiry = number(rows, InventoryField.LIFECYCLE_EXPIRATION_DATE);
      etags = text(rows, InventoryField.E_TAG);
      replication = text(rows, InventoryField.REPLICATION_STATUS);
      encryption = text(rows, InventoryField.ENCRYPTION_STATUS);
      versions = text(rows, InventoryField.VERSION_ID);
    }

    /// Whether there are no more than every report has, all of whose rows are current.
    boolean areFew() {
      return expiry == null && replication == null && encryption == null && versions == null;
    }

    /// All rows column by column, which is what most reports of hundreds of millions allow.
    void addAll(EntryPage.Builder page, TextColumn keys, int rows) {
      int first = page.addRows(keys.bytes(), keys.ends(), rows);
      for (int row = 0; row < rows; row++) {
        page.sizeAt(first + row, value(sizes, row, EntryPage.UNKNOWN_SIZE));
      }
      for (int row = 0; row < rows; row++) {
        page.modifiedMillisAt(first + row, value(times, row, EntryPage.UNKNOWN_TIME));
      }
      if (etags != null) {
        etags(page, etags, first, rows);
      }
    }

    private static void etags(EntryPage.Builder page, TextColumn etags, int first, int rows) {
      byte[] text = etags.bytes();
      int start = 0;
      for (int row = 0; row < rows; row++) {
        int end = etags.end(row);
        if (end > start && DigestText.read(text, start, end, page, first + row) != end) {
          otherTag(page, new ETag(etags.value(row)), first + row);
        }
        start = end;
      }
    }

    /// Of another form as it stands there, which may be quotes alone.
    private static void otherTag(EntryPage.Builder page, ETag tag, int row) {
      byte[] text = tag.value().getBytes(StandardCharsets.UTF_8);
      if (tag.kind() == ETag.Kind.OPAQUE
          || DigestText.read(text, 0, text.length, page, row) != text.length) {
        page.opaqueEtagAt(row, tag.value());
      }
    }

    void addTo(EntryPage.Builder page, int row) {
      page.size(value(sizes, row, EntryPage.UNKNOWN_SIZE));
      page.modifiedMillis(value(times, row, EntryPage.UNKNOWN_TIME));
      if (expiry != null && !expiry.isAbsent(row)) {
        page.expiresMillis(expiry.value(row));
      }
      if (etags != null && !etags.isEmpty(row)) {
        etag(page, etags, row);
      }
      if (replication != null && is(replication, row, PENDING)) {
        page.replicating();
      }
      if (encryption != null && !encryption.isEmpty(row)) {
        encryption(page, encryption, row);
      }
      if (versions != null) {
        page.versionId(version(versions, row));
      }
    }

    /// Of a delete marker no size and no ETag counts, whatever a report tells.
    void addVersionTo(EntryPage.Builder page, int row, boolean latest, boolean marker) {
      page.size(marker ? 0 : value(sizes, row, EntryPage.UNKNOWN_SIZE));
      page.modifiedMillis(value(times, row, EntryPage.UNKNOWN_TIME));
      if (!marker && etags != null && !etags.isEmpty(row)) {
        etag(page, etags, row);
      }
      page.version(versions == null ? NULL_VERSION : version(versions, row), latest, marker);
    }

    private static String version(TextColumn versions, int row) {
      return versions.isEmpty(row) ? NULL_VERSION : versions.value(row);
    }

    private static long value(@Nullable NumberColumn column, int row, long absent) {
      return column == null || column.isAbsent(row) ? absent : column.value(row);
    }

    private static void etag(EntryPage.Builder page, TextColumn etags, int row) {
      int end = etags.end(row);
      if (DigestText.read(etags.bytes(), etags.start(row), end, page) != end) {
        page.etag(new ETag(etags.value(row)));
      }
    }

    /// Of what nobody knows nothing is said.
    private static void encryption(EntryPage.Builder page, TextColumn encryption, int row) {
      for (byte[] hiding : HIDING) {
        if (is(encryption, row, hiding)) {
          page.encryption(true);
          return;
        }
      }
      for (byte[] telling : TELLING) {
        if (is(encryption, row, telling)) {
          page.encryption(false);
          return;
        }
      }
    }
  }
}
