package dev.lockstep.s3.xml;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.object.EntryPage;
import org.jspecify.annotations.Nullable;

/// Reads a page of ListObjectsV2 straight into columns.
///
/// It knows the one shape that stores send. At the first thing of another shape it stops, and
/// [ListingDocument] reads the page from the beginning with a real parser: so nothing is guessed
/// at.
public final class ListingScan {
  private static final byte[] DECLARATION = ByteCursor.ascii("<?xml");
  private static final byte[] ROOT = ByteCursor.ascii("<ListBucketResult");
  private static final byte[] ROOT_END = ByteCursor.ascii("</ListBucketResult>");
  private static final byte[] ROW = ByteCursor.ascii("<Contents>");
  static final byte[] ROW_END = ByteCursor.ascii("</Contents>");
  private static final byte[] URL_ENCODED = ByteCursor.ascii("<EncodingType>url</EncodingType>");

  private final ByteCursor text;
  private final EntryPage.Builder page;
  private final RowScan rows;
  private boolean urlEncoded;
  private @Nullable Boolean truncated;
  private @Nullable String nextToken;

  private ListingScan(byte[] bytes, int length, int rows) {
    text = new ByteCursor(bytes, length);
    page = new EntryPage.Builder(rows);
    this.rows = new RowScan(text, page);
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
      text.skipBlank();
      if (text.is(ROW)) {
        if (!rows.row(urlEncoded)) {
          return null;
        }
      } else if (text.is(ROOT_END)) {
        text.skipBlank();
        return text.at == text.end && truncated != null ? page() : null;
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
    text.skipBlank();
    if (text.is(DECLARATION)) {
      text.skipTo('>');
      text.at++;
      text.skipBlank();
    }
    if (!text.is(ROOT)) {
      return false;
    }
    int start = text.at;
    text.skipTo('>');
    text.at++;
    return text.at < text.end
        && text.bytes[text.at - 2] != '/'
        && (text.at == start + 1 || ByteCursor.isBlank(text.bytes[start]));
  }

  /// Stores say it before the rows or behind them, and it must be known before the first key.
  private boolean declaresUrlEncoding() {
    int firstRow = text.find(ROW, text.at);
    int lastRow = firstRow < 0 ? -1 : text.lastIndexOf(ROW_END);
    int declared = text.find(URL_ENCODED, text.at, firstRow < 0 ? text.end : firstRow);
    return declared >= 0 || lastRow >= 0 && text.find(URL_ENCODED, lastRow, text.end) >= 0;
  }

  // Properties of the page -----------------------------------------------------------------------

  private boolean property() {
    if (text.at >= text.end || text.bytes[text.at] != '<') {
      return false;
    }
    int nameStart = text.at + 1;
    text.skipTo('>');
    int nameEnd = text.at++;
    if (text.at >= text.end) {
      return false;
    }
    boolean empty = text.bytes[nameEnd - 1] == '/';
    String name =
        new String(text.bytes, nameStart, nameEnd - nameStart - (empty ? 1 : 0), UTF_8)
            .stripTrailing();
    int textStart = text.at;
    if (!empty) {
      text.skipTo('<');
      if (!isEndTag(name)) {
        return false;
      }
    }
    int textEnd = empty ? textStart : text.at - name.length() - 3;
    return understood(name, textStart, textEnd);
  }

  private boolean isEndTag(String name) {
    int length = name.length();
    if (text.end - text.at < length + 3
        || text.bytes[text.at + 1] != '/'
        || text.bytes[text.at + 2 + length] != '>') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.bytes[text.at + 2 + i] != name.charAt(i)) {
        return false;
      }
    }
    text.at += length + 3;
    return true;
  }

  private boolean understood(String name, int from, int to) {
    return switch (name) {
      case "IsTruncated" -> truncated(new String(text.bytes, from, to - from, US_ASCII));
      case "NextContinuationToken" -> nextToken(text.decoded(from, to));
      case "EncodingType" -> to - from == (urlEncoded ? 3 : 0);
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
}
