package dev.lockstep.s3.xml;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lockstep.object.DigestText;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.StorageClass;
import dev.lockstep.object.VersionId;

/// Reads the rows of a page straight into columns, as long as they have the one shape that stores
/// send.
final class RowScan {
  private static final byte[] KEY = ByteCursor.ascii("<Key>");
  private static final byte[] KEY_END = ByteCursor.ascii("</Key>");
  private static final byte[] MODIFIED = ByteCursor.ascii("<LastModified>");
  private static final byte[] MODIFIED_END = ByteCursor.ascii("</LastModified>");
  private static final byte[] ETAG = ByteCursor.ascii("<ETag>");
  private static final byte[] ETAG_END = ByteCursor.ascii("</ETag>");
  private static final byte[] SIZE = ByteCursor.ascii("<Size>");
  private static final byte[] SIZE_END = ByteCursor.ascii("</Size>");
  private static final byte[] CLASS = ByteCursor.ascii("<StorageClass>");
  private static final byte[] CLASS_END = ByteCursor.ascii("</StorageClass>");
  private static final byte[] STANDARD = ByteCursor.ascii("STANDARD</StorageClass>");
  private static final byte[] OWNER = ByteCursor.ascii("<Owner>");
  private static final byte[] OWNER_END = ByteCursor.ascii("</Owner>");
  private static final byte[] ALGORITHM = ByteCursor.ascii("<ChecksumAlgorithm>");
  private static final byte[] ALGORITHM_END = ByteCursor.ascii("</ChecksumAlgorithm>");
  private static final byte[] KIND = ByteCursor.ascii("<ChecksumType>");
  private static final byte[] KIND_END = ByteCursor.ascii("</ChecksumType>");
  private static final byte[] RESTORE = ByteCursor.ascii("<RestoreStatus>");
  private static final byte[] RESTORE_END = ByteCursor.ascii("</RestoreStatus>");

  private static final byte[] TYPE = ByteCursor.ascii("<Type>");
  private static final byte[] TYPE_END = ByteCursor.ascii("</Type>");
  private static final byte[] VERSION_ID = ByteCursor.ascii("<VersionId>");
  private static final byte[] VERSION_ID_END = ByteCursor.ascii("</VersionId>");
  private static final byte[] LATEST = ByteCursor.ascii("<IsLatest>");
  private static final byte[] IS_LATEST = ByteCursor.ascii("true</IsLatest>");
  private static final byte[] IS_NOT_LATEST = ByteCursor.ascii("false</IsLatest>");
  private static final byte[] NULL_ID = ByteCursor.ascii("null</VersionId>");

  private static final byte[] OBJECT_END = ByteCursor.ascii("</Contents>");
  private static final byte[] VERSION_END = ByteCursor.ascii("</Version>");
  private static final byte[] MARKER_END = ByteCursor.ascii("</DeleteMarker>");

  private static final int SEEN_KEY = 1;
  private static final int SEEN_MODIFIED = 2;
  private static final int SEEN_SIZE = 4;
  private static final int SEEN_ETAG = 8;
  private static final int SEEN_CLASS = 16;
  private static final int SEEN_VERSION = 32;
  private static final int SEEN_LATEST = 64;
  private static final int UNUSUAL = -1;

  private final ByteCursor text;
  private final EntryPage.Builder page;
  private String storageClass = StorageClass.STANDARD.name();
  private String versionId = VersionId.NULL.value();
  private boolean latest;

  /// A sort of row.
  private enum Sort {
    OBJECT(SEEN_KEY | SEEN_MODIFIED | SEEN_SIZE),
    VERSION(SEEN_KEY | SEEN_MODIFIED | SEEN_SIZE),
    /// Has no size, no tag and no class, though some stores write them.
    DELETE_MARKER(SEEN_KEY | SEEN_MODIFIED);

    private final int needed;

    Sort(int needed) {
      this.needed = needed;
    }
  }

  RowScan(ByteCursor text, EntryPage.Builder page) {
    this.text = text;
    this.page = page;
  }

  /// Reads a row of a listing of current objects, behind its start tag.
  ///
  /// @return whether it was a row of that shape
  boolean object(boolean urlEncoded) {
    return row(Sort.OBJECT, urlEncoded);
  }

  /// Reads a version, behind its start tag. In a bucket that never kept versions some stores leave
  /// the id out.
  ///
  /// @return whether it was a row of that shape
  boolean version(boolean urlEncoded) {
    versionId = VersionId.NULL.value();
    latest = false;
    return row(Sort.VERSION, urlEncoded);
  }

  /// Reads a delete marker, behind its start tag.
  ///
  /// @return whether it was a row of that shape
  boolean deleteMarker(boolean urlEncoded) {
    versionId = VersionId.NULL.value();
    latest = false;
    return row(Sort.DELETE_MARKER, urlEncoded);
  }

  private boolean row(Sort sort, boolean urlEncoded) {
    int seen = 0;
    while (true) {
      text.skipBlank();
      int column = column(sort, urlEncoded);
      if (column < 0 || (seen & column) != 0) {
        return false;
      }
      if (column == 0 && ends(sort)) {
        if (sort != Sort.OBJECT) {
          page.version(versionId, latest, sort == Sort.DELETE_MARKER);
        }
        page.endRow();
        return (seen & sort.needed) == sort.needed;
      }
      if (column == 0 && !ignored()) {
        return false;
      }
      seen |= column;
    }
  }

  private boolean ends(Sort sort) {
    return text.is(
        switch (sort) {
          case OBJECT -> OBJECT_END;
          case VERSION -> VERSION_END;
          case DELETE_MARKER -> MARKER_END;
        });
  }

  /// Reads a column of the row if there is one here: its bit, 0 for none that we want, [#UNUSUAL]
  /// for one that is not as usual.
  private int column(Sort sort, boolean urlEncoded) {
    if (text.end - text.at < 8) {
      return UNUSUAL;
    }
    return switch (text.bytes[text.at + 1]) {
      case 'K' -> text.is(KEY) && key(urlEncoded) ? SEEN_KEY : UNUSUAL;
      case 'L' -> text.is(MODIFIED) && modified() ? SEEN_MODIFIED : UNUSUAL;
      case 'E', 'S' -> sort == Sort.DELETE_MARKER ? ofNoUse() : ofObject();
      case 'V' -> sort != Sort.OBJECT && text.is(VERSION_ID) && id() ? SEEN_VERSION : UNUSUAL;
      case 'I' -> sort != Sort.OBJECT && text.is(LATEST) && latest() ? SEEN_LATEST : UNUSUAL;
      default -> 0;
    };
  }

  private int ofObject() {
    if (text.is(ETAG)) {
      return etag() ? SEEN_ETAG : UNUSUAL;
    }
    if (text.is(SIZE)) {
      return size() ? SEEN_SIZE : UNUSUAL;
    }
    return text.is(CLASS) && storageClass() ? SEEN_CLASS : UNUSUAL;
  }

  /// What a delete marker does not have.
  private int ofNoUse() {
    if (text.is(ETAG)) {
      return skipText(ETAG_END) ? SEEN_ETAG : UNUSUAL;
    }
    if (text.is(SIZE)) {
      return skipText(SIZE_END) ? SEEN_SIZE : UNUSUAL;
    }
    return text.is(CLASS) && skipText(CLASS_END) ? SEEN_CLASS : UNUSUAL;
  }

  private boolean id() {
    if (text.is(NULL_ID)) {
      return true;
    }
    int start = text.at;
    text.skipTo('<');
    if (!text.isPlain(start, text.at)) {
      return false;
    }
    if (text.at > start) {
      versionId = new String(text.bytes, start, text.at - start, US_ASCII);
    }
    return text.is(VERSION_ID_END);
  }

  private boolean latest() {
    latest = text.is(IS_LATEST);
    return latest || text.is(IS_NOT_LATEST);
  }

  private boolean ignored() {
    return text.is(ALGORITHM) && skipText(ALGORITHM_END)
        || text.is(KIND) && skipText(KIND_END)
        || text.is(TYPE) && skipText(TYPE_END)
        || text.is(OWNER) && skipElement(OWNER_END)
        || text.is(RESTORE) && skipElement(RESTORE_END);
  }

  private boolean skipText(byte[] endTag) {
    text.skipTo('<');
    return text.is(endTag);
  }

  /// Skips what has elements within, as long as they are nothing but elements and text.
  private boolean skipElement(byte[] endTag) {
    while (text.at < text.end) {
      text.skipTo('<');
      if (text.is(endTag)) {
        return true;
      }
      text.at++;
      if (text.at < text.end && (text.bytes[text.at] == '!' || text.bytes[text.at] == '?')) {
        return false;
      }
    }
    return false;
  }

  private boolean key(boolean urlEncoded) {
    int start = text.at;
    text.skipTo('<');
    int stop = text.at;
    if (stop == start || !text.is(KEY_END)) {
      return false;
    }
    page.beginKey(stop - start);
    int written =
        KeyText.decode(text.bytes, start, stop, urlEncoded, page.keyBytes(), page.keyAt());
    if (written < 0) {
      return false;
    }
    page.endKey(written);
    return true;
  }

  private boolean modified() {
    int start = text.at;
    text.skipTo('<');
    long millis = IsoTime.millis(text.bytes, start, text.at);
    page.modifiedMillis(millis);
    return millis != IsoTime.UNUSUAL && text.is(MODIFIED_END);
  }

  private boolean size() {
    long size = 0;
    int start = text.at;
    for (;
        text.at < text.end && text.bytes[text.at] >= '0' && text.bytes[text.at] <= '9';
        text.at++) {
      size = size * 10 + text.bytes[text.at] - '0';
    }
    page.size(size);
    return text.at > start && text.at - start < 19 && text.is(SIZE_END);
  }

  private boolean storageClass() {
    if (text.is(STANDARD)) {
      return true;
    }
    int start = text.at;
    text.skipTo('<');
    if (text.at == start) {
      return false;
    }
    if (!isLatin(storageClass, start, text.at)) {
      storageClass = new String(text.bytes, start, text.at - start, US_ASCII);
      if (!text.isPlain(start, text.at)) {
        return false;
      }
    }
    page.storageClass(storageClass);
    return text.is(CLASS_END);
  }

  private boolean isLatin(String expected, int from, int to) {
    if (expected.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text.bytes[i] != expected.charAt(i - from)) {
        return false;
      }
    }
    return true;
  }

  private boolean etag() {
    int quote = EtagText.quoteLength(text.bytes, text.at, text.end);
    int digits = text.at + quote;
    int behind = DigestText.read(text.bytes, digits, text.end, page);
    if (behind > 0 && EtagText.quoteLength(text.bytes, behind, text.end) == quote) {
      text.at = behind + quote;
      return text.is(ETAG_END);
    }
    int start = text.at;
    text.skipTo('<');
    String tag = text.decoded(start, text.at);
    if (tag == null || !text.is(ETAG_END)) {
      return false;
    }
    if (!tag.isEmpty()) {
      page.etag(new ETag(tag));
    }
    return true;
  }
}
