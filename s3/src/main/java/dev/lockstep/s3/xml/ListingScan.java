package dev.lockstep.s3.xml;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.StorageClass;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads a page of ListObjectsV2 straight into columns.
///
/// It knows the one shape that stores send. At the first thing of another shape it stops, and
/// [ListingDocument] reads the page from the beginning with a real parser: so nothing is guessed
/// at.
public final class ListingScan {
  private static final byte[] DECLARATION = ascii("<?xml");
  private static final byte[] ROOT = ascii("<ListBucketResult");
  private static final byte[] ROOT_END = ascii("</ListBucketResult>");
  private static final byte[] ROW = ascii("<Contents>");
  private static final byte[] ROW_END = ascii("</Contents>");
  private static final byte[] URL_ENCODED = ascii("<EncodingType>url</EncodingType>");
  private static final byte[] KEY = ascii("<Key>");
  private static final byte[] KEY_END = ascii("</Key>");
  private static final byte[] MODIFIED = ascii("<LastModified>");
  private static final byte[] MODIFIED_END = ascii("</LastModified>");
  private static final byte[] ETAG = ascii("<ETag>");
  private static final byte[] ETAG_END = ascii("</ETag>");
  private static final byte[] SIZE = ascii("<Size>");
  private static final byte[] SIZE_END = ascii("</Size>");
  private static final byte[] CLASS = ascii("<StorageClass>");
  private static final byte[] CLASS_END = ascii("</StorageClass>");
  private static final byte[] STANDARD = ascii("STANDARD</StorageClass>");
  private static final byte[] OWNER = ascii("<Owner>");
  private static final byte[] OWNER_END = ascii("</Owner>");
  private static final byte[] ALGORITHM = ascii("<ChecksumAlgorithm>");
  private static final byte[] ALGORITHM_END = ascii("</ChecksumAlgorithm>");
  private static final byte[] KIND = ascii("<ChecksumType>");
  private static final byte[] KIND_END = ascii("</ChecksumType>");
  private static final byte[] RESTORE = ascii("<RestoreStatus>");
  private static final byte[] RESTORE_END = ascii("</RestoreStatus>");

  private static final int SEEN_KEY = 1;
  private static final int SEEN_MODIFIED = 2;
  private static final int SEEN_SIZE = 4;
  private static final int SEEN_ETAG = 8;
  private static final int SEEN_CLASS = 16;
  private static final int NEEDED = SEEN_KEY | SEEN_MODIFIED | SEEN_SIZE;

  private final byte[] bytes;
  private final int end;
  private final EntryPage.Builder page;
  private int at;
  private boolean urlEncoded;
  private @Nullable Boolean truncated;
  private @Nullable String nextToken;
  private String storageClass = StorageClass.STANDARD.name();

  private ListingScan(byte[] bytes, int length, int rows) {
    this.bytes = bytes;
    end = length;
    page = new EntryPage.Builder(rows);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /// @param rows how many rows to expect
  /// @return null when the page is of another shape
  public static @Nullable ListingPage scan(byte[] bytes, int length, int rows) {
    return new ListingScan(bytes, length, rows).scan();
  }

  private @Nullable ListingPage scan() {
    if (!prologue()) {
      return null;
    }
    urlEncoded = declaresUrlEncoding();
    while (true) {
      skipBlank();
      if (is(ROW)) {
        if (!row()) {
          return null;
        }
      } else if (is(ROOT_END)) {
        skipBlank();
        return at == end && truncated != null ? page() : null;
      } else if (!property()) {
        return null;
      }
    }
  }

  private @Nullable ListingPage page() {
    boolean last = Boolean.FALSE.equals(truncated);
    if (!last && nextToken == null) {
      return null;
    }
    return new ListingPage(page.build(), last ? null : nextToken);
  }

  private boolean prologue() {
    skipBlank();
    if (is(DECLARATION)) {
      skipTo('>');
      at++;
      skipBlank();
    }
    if (!is(ROOT)) {
      return false;
    }
    int start = at;
    skipTo('>');
    at++;
    return at < end && bytes[at - 2] != '/' && (at == start + 1 || isBlank(bytes[start]));
  }

  /// Stores say it before the rows or behind them, and it must be known before the first key.
  private boolean declaresUrlEncoding() {
    int firstRow = find(ROW, at);
    int lastRow = firstRow < 0 ? -1 : lastIndexOf(ROW_END);
    int declared = find(URL_ENCODED, at, firstRow < 0 ? end : firstRow);
    return declared >= 0 || lastRow >= 0 && find(URL_ENCODED, lastRow, end) >= 0;
  }

  // Properties of the page -----------------------------------------------------------------------

  private boolean property() {
    if (at >= end || bytes[at] != '<') {
      return false;
    }
    int nameStart = at + 1;
    skipTo('>');
    int nameEnd = at++;
    if (at >= end) {
      return false;
    }
    boolean empty = bytes[nameEnd - 1] == '/';
    String name = new String(bytes, nameStart, nameEnd - nameStart - (empty ? 1 : 0), UTF_8).trim();
    int textStart = at;
    if (!empty) {
      skipTo('<');
      if (!isEndTag(name)) {
        return false;
      }
    }
    int textEnd = empty ? textStart : at - name.length() - 3;
    return understood(name, textStart, textEnd);
  }

  private boolean isEndTag(String name) {
    int length = name.length();
    if (end - at < length + 3 || bytes[at + 1] != '/' || bytes[at + 2 + length] != '>') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + 2 + i] != name.charAt(i)) {
        return false;
      }
    }
    at += length + 3;
    return true;
  }

  private boolean understood(String name, int from, int to) {
    return switch (name) {
      case "IsTruncated" -> truncated(new String(bytes, from, to - from, US_ASCII));
      case "NextContinuationToken" -> nextToken(text(from, to));
      case "EncodingType" -> urlEncoded == (to - from == 3);
      case "Name",
          "Prefix",
          "Delimiter",
          "StartAfter",
          "KeyCount",
          "MaxKeys",
          "ContinuationToken",
          "RequestCharged" ->
          true;
      default -> false;
    };
  }

  private boolean truncated(String value) {
    boolean sound = truncated == null && (value.equals("true") || value.equals("false"));
    truncated = value.equals("true");
    return sound;
  }

  private boolean nextToken(@Nullable String value) {
    boolean sound = nextToken == null && value != null && !value.isEmpty();
    nextToken = value;
    return sound;
  }

  // Rows -----------------------------------------------------------------------------------------

  /// The key comes first, as [EntryPage.Builder] wants it.
  private boolean row() {
    skipBlank();
    if (!is(KEY) || !key()) {
      return false;
    }
    int seen = SEEN_KEY;
    while (true) {
      skipBlank();
      int column = column();
      if (column < 0 || (seen & column) != 0) {
        return false;
      }
      if (column == 0 && is(ROW_END)) {
        page.endRow();
        return (seen & NEEDED) == NEEDED;
      }
      if (column == 0 && !ignored()) {
        return false;
      }
      seen |= column;
    }
  }

  /// Reads a column of the row if there is one here: its bit, 0 for none that we want, -1 for one
  /// that is not as usual.
  private int column() {
    if (end - at < 8) {
      return -1;
    }
    return switch (bytes[at + 1]) {
      case 'K' -> -1;
      case 'L' -> is(MODIFIED) && modified() ? SEEN_MODIFIED : -1;
      case 'E' -> is(ETAG) && etag() ? SEEN_ETAG : -1;
      case 'S' -> is(SIZE) ? (size() ? SEEN_SIZE : -1) : otherS();
      default -> 0;
    };
  }

  private int otherS() {
    return is(CLASS) && storageClass() ? SEEN_CLASS : -1;
  }

  private boolean ignored() {
    return is(ALGORITHM) && skipText(ALGORITHM_END)
        || is(KIND) && skipText(KIND_END)
        || is(OWNER) && skipElement(OWNER_END)
        || is(RESTORE) && skipElement(RESTORE_END);
  }

  private boolean skipText(byte[] endTag) {
    skipTo('<');
    return is(endTag);
  }

  /// Skips what has elements within, as long as they are nothing but elements and text.
  private boolean skipElement(byte[] endTag) {
    while (at < end) {
      skipTo('<');
      if (is(endTag)) {
        return true;
      }
      at++;
      if (at < end && (bytes[at] == '!' || bytes[at] == '?')) {
        return false;
      }
    }
    return false;
  }

  private boolean key() {
    int start = at;
    skipTo('<');
    int stop = at;
    if (stop == start || !is(KEY_END)) {
      return false;
    }
    page.beginKey(stop - start);
    int written = KeyText.decode(bytes, start, stop, urlEncoded, page.keyBytes(), page.keyAt());
    if (written < 0) {
      return false;
    }
    page.endKey(written);
    return true;
  }

  private boolean modified() {
    int start = at;
    skipTo('<');
    long millis = IsoTime.millis(bytes, start, at);
    page.modifiedMillis(millis);
    return millis != IsoTime.UNUSUAL && is(MODIFIED_END);
  }

  private boolean size() {
    long size = 0;
    int start = at;
    for (; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      size = size * 10 + bytes[at] - '0';
    }
    page.size(size);
    return at > start && at - start < 19 && is(SIZE_END);
  }

  private boolean storageClass() {
    if (is(STANDARD)) {
      return true;
    }
    int start = at;
    skipTo('<');
    if (at == start) {
      return false;
    }
    if (!isLatin(storageClass, start, at)) {
      storageClass = new String(bytes, start, at - start, US_ASCII);
      if (!storageClass.chars().allMatch(c -> c > ' ' && c < 127 && c != '&')) {
        return false;
      }
    }
    page.storageClass(storageClass);
    return is(CLASS_END);
  }

  private boolean isLatin(String text, int from, int to) {
    if (text.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] != text.charAt(i - from)) {
        return false;
      }
    }
    return true;
  }

  private boolean etag() {
    int quote = EtagText.quoteLength(bytes, at, end);
    int digits = at + quote;
    int behind = EtagText.digest(bytes, digits, end, page);
    if (behind > 0 && EtagText.quoteLength(bytes, behind, end) == quote) {
      at = behind + quote;
      return is(ETAG_END);
    }
    int start = at;
    skipTo('<');
    String text = text(start, at);
    if (text == null || !is(ETAG_END)) {
      return false;
    }
    if (!text.isEmpty()) {
      page.etag(new ETag(text));
    }
    return true;
  }

  // Bytes ----------------------------------------------------------------------------------------

  private @Nullable String text(int from, int to) {
    byte[] decoded = new byte[to - from];
    int length = KeyText.decode(bytes, from, to, false, decoded, 0);
    return length < 0 ? null : new String(decoded, 0, length, UTF_8);
  }

  /// Steps over a piece of text if it stands here.
  private boolean is(byte[] expected) {
    int behind = at + expected.length;
    if (behind > end || !Arrays.equals(bytes, at, behind, expected, 0, expected.length)) {
      return false;
    }
    at = behind;
    return true;
  }

  private void skipTo(char c) {
    int i = at;
    while (i < end && bytes[i] != c) {
      i++;
    }
    at = i;
  }

  private void skipBlank() {
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private int find(byte[] wanted, int from) {
    return find(wanted, from, end);
  }

  private int find(byte[] wanted, int from, int to) {
    for (int i = from; i <= to - wanted.length; i++) {
      if (bytes[i] == '<' && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  private int lastIndexOf(byte[] wanted) {
    for (int i = end - wanted.length; i >= at; i--) {
      if (bytes[i] == '<' && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
