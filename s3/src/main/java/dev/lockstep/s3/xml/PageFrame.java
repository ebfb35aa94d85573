package dev.lockstep.s3.xml;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Scans what stands around the rows of a page: the root, and its properties.
final class PageFrame {
  private static final byte[] DECLARATION = ByteCursor.ascii("<?xml");
  private static final byte[] URL_ENCODED = ByteCursor.ascii("<EncodingType>url</EncodingType>");

  private final ByteCursor text;
  private final byte[] root;
  private final byte[] rootEnd;
  private final List<byte[]> rowStarts;
  private final List<byte[]> rowEnds;
  private final Properties properties;
  private boolean urlEncoded;
  private @Nullable Boolean truncated;

  /// What one sort of page has beyond what all have.
  @FunctionalInterface
  interface Properties {
    /// @param from where the property's text begins
    /// @param to where it ends
    /// @return whether it is as usual
    boolean understood(String name, int from, int to);
  }

  /// @param root the name of the root
  /// @param rows the names of the elements that are rows
  PageFrame(ByteCursor text, String root, List<String> rows, Properties properties) {
    this.text = text;
    this.root = ByteCursor.ascii("<" + root);
    this.rootEnd = ByteCursor.ascii("</" + root + ">");
    this.rowStarts = rows.stream().map(row -> ByteCursor.ascii("<" + row + ">")).toList();
    this.rowEnds = rows.stream().map(row -> ByteCursor.ascii("</" + row + ">")).toList();
    this.properties = properties;
  }

  /// Steps over the beginning of the root; to be called first.
  boolean begins() {
    text.skipBlank();
    if (text.is(DECLARATION)) {
      text.skipTo('>');
      text.at++;
      text.skipBlank();
    }
    if (!text.is(root)) {
      return false;
    }
    int start = text.at;
    text.skipTo('>');
    text.at++;
    boolean sound =
        text.at < text.end
            && text.bytes[text.at - 2] != '/'
            && (text.at == start + 1 || ByteCursor.isBlank(text.bytes[start]));
    urlEncoded = sound && declaresUrlEncoding();
    return sound;
  }

  /// Stores say it before the rows or behind them, and it must be known before the first key.
  private boolean declaresUrlEncoding() {
    int firstRow = -1;
    int lastRow = -1;
    for (int kind = 0; kind < rowStarts.size(); kind++) {
      int first = text.find(rowStarts.get(kind), text.at, firstRow < 0 ? text.end : firstRow);
      firstRow = first < 0 ? firstRow : first;
      lastRow = Math.max(lastRow, text.lastIndexOf(rowEnds.get(kind)));
    }
    int declared = text.find(URL_ENCODED, text.at, firstRow < 0 ? text.end : firstRow);
    return declared >= 0
        || firstRow >= 0 && lastRow >= 0 && text.find(URL_ENCODED, lastRow, text.end) >= 0;
  }

  /// Whether keys are to be decoded.
  boolean urlEncoded() {
    return urlEncoded;
  }

  /// Steps over the end of the root if it stands here.
  boolean ends() {
    return text.is(rootEnd);
  }

  /// Whether the page ends where we are and has said whether it is the last.
  boolean isComplete() {
    text.skipBlank();
    return text.at == text.end && truncated != null;
  }

  boolean isLast() {
    return Boolean.FALSE.equals(truncated);
  }

  /// Reads a property.
  ///
  /// @return false when there is none here, or one that is not as usual
  boolean property() {
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
      case "EncodingType" -> to - from == (urlEncoded ? 3 : 0);
      case "Name", "Prefix", "Delimiter", "MaxKeys", "RequestCharged" -> true;
      default -> properties.understood(name, from, to);
    };
  }

  private boolean truncated(String value) {
    boolean sound = truncated == null && (value.equals("true") || value.equals("false"));
    truncated = value.equals("true");
    return sound;
  }
}
