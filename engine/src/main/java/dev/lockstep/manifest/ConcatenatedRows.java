package dev.lockstep.manifest;

import dev.lockstep.manifest.ManifestReading.Keys;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Rows that a query has put together of quotes and commas: `("bucket","key","version")`, by
/// themselves or as the only cell of a row of CSV. Quotes within a key were not doubled by the
/// query, so what stands between the first and the last separator is the key, whatever is in it.
final class ConcatenatedRows implements RowReader {
  static final String BEGIN = "(\"";
  private static final String WRAPPED = "\"(\"\"";
  private static final String SEPARATOR = "\",\"";
  private static final String END = "\")";

  private final ManifestReading reading;
  private boolean begun;

  ConcatenatedRows(ManifestReading reading) {
    this.reading = reading;
  }

  /// Whether a first line looks like one.
  static boolean begins(String text) {
    return text.startsWith(BEGIN) || text.startsWith(WRAPPED) || isHeader(text);
  }

  private static boolean isHeader(String text) {
    return text.replace("\"", "").strip().toLowerCase(Locale.ROOT).equals("result");
  }

  @Override
  public Row read(String text) {
    boolean first = !begun;
    begun = true;
    if (first && isHeader(text)) {
      return new Row.Header();
    }
    if (text.startsWith("\"")) {
      CsvCells row = CsvCells.of(text);
      if (row.open()) {
        return new Row.Open("a quote is not closed");
      }
      if (row.problem() != null || row.cells().size() != 1) {
        return new Row.Wrong("it is not one cell with (\"bucket\",\"key\",\"version\") in it");
      }
      return within(row.cells().getFirst(), new Row.Wrong("it does not end in \")"));
    }
    if (text.contains("\n" + BEGIN)) {
      return new Row.Wrong("it does not end in \") before the next row begins");
    }
    return within(text, new Row.Open("it does not end in \")"));
  }

  private Row within(String text, Row unended) {
    if (!text.startsWith(BEGIN)) {
      return new Row.Wrong("it does not begin with (\"");
    }
    if (!text.endsWith(END) || text.length() < BEGIN.length() + END.length()) {
      return unended;
    }
    String cells = text.substring(BEGIN.length(), text.length() - END.length());
    int one = cells.indexOf(SEPARATOR);
    int last = cells.lastIndexOf(SEPARATOR);
    if (one < 0 || one == last) {
      String problem = "it has not three parts: (\"bucket\",\"key\",\"version\")";
      return unended instanceof Row.Open ? new Row.Open(problem) : new Row.Wrong(problem);
    }
    return RowReader.of(() ->
        entry(
            cells.substring(0, one),
            cells.substring(one + SEPARATOR.length(), last),
            cells.substring(last + SEPARATOR.length())));
  }

  /// What inventories tell of a null version is nothing.
  private Row entry(String bucket, String key, String version) {
    boolean encoded = reading.keysOr(Keys.RAW) == Keys.ENCODED;
    @Nullable ObjectKey literal = encoded ? ObjectKey.of(key) : null;
    return new Row.Entry(
        new ManifestEntry(
            reading.bucketOr(bucket),
            encoded ? KeyEncoding.decode(key) : ObjectKey.of(key),
            version.isEmpty() ? VersionId.NULL : new VersionId(version),
            ManifestEntry.UNKNOWN_SIZE,
            literal));
  }
}
