package dev.lockstep.manifest;

import dev.lockstep.manifest.ManifestReading.Keys;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rows of CSV: of Batch Operations, or with a header line that says what is where.
final class CsvRows implements RowReader {
  private final ManifestReading reading;
  private @Nullable Columns columns;
  private boolean begun;

  CsvRows(ManifestReading reading) {
    this.reading = reading;
    this.columns = reading.columns().orElse(null);
  }

  @Override
  public Row read(String text) {
    CsvCells row = CsvCells.of(text);
    if (row.open()) {
      return new Row.Open("a quote is not closed");
    }
    if (row.problem() != null) {
      return new Row.Wrong(row.problem());
    }
    boolean first = !begun;
    begun = true;
    if (first) {
      Optional<Columns> header = Columns.ofHeader(row.cells());
      if (header.isPresent()) {
        columns = columns == null ? header.get() : columns;
        return new Row.Header();
      }
    }
    return RowReader.of(() -> entry(row.cells()));
  }

  private Row entry(List<String> cells) {
    Columns now = columnsFor(cells.size());
    String side = RowReader.cell(cells, now.side());
    if ("destination".equals(side)) {
      return new Row.LeftOut(Reason.NOT_AT_SOURCE);
    }
    String key = cells.get(now.key());
    ManifestEntry entry =
        new ManifestEntry(
            reading.bucketOr(RowReader.cell(cells, now.bucket())),
            key(key, now),
            version(RowReader.cell(cells, now.version()), now),
            RowReader.size(RowReader.cell(cells, now.size())),
            literal(key, now));
    // What has columns now is right, so others must have as many.
    columns = now;
    return new Row.Entry(entry);
  }

  private Columns columnsFor(int count) {
    if (columns != null) {
      if (columns.count() != count) {
        throw new IllegalArgumentException(
            "it has "
                + words(count)
                + ", not "
                + columns.count()
                + " as "
                + (reading.fields().isEmpty() ? "the rows before it" : "was declared"));
      }
      return columns;
    }
    return switch (count) {
      case 2 -> Columns.TWO;
      case 3 -> Columns.THREE;
      default ->
          throw new IllegalArgumentException(
              "it has "
                  + words(count)
                  + ", not bucket, key and perhaps version; say what they are with --fields, such as Bucket,Key,Ignore,VersionId");
    };
  }

  private static String words(int count) {
    return count == 1 ? "1 column" : count + " columns";
  }

  private boolean encoded(Columns now) {
    return reading.keysOr(now.ofComparison() ? Keys.RAW : Keys.ENCODED) == Keys.ENCODED;
  }

  private ObjectKey key(String cell, Columns now) {
    ObjectKey key = encoded(now) ? KeyEncoding.decode(cell) : ObjectKey.of(cell);
    return key.isEmpty() ? key : reading.prefix().then(key);
  }

  private @Nullable ObjectKey literal(String cell, Columns now) {
    if (!encoded(now) || cell.indexOf('+') < 0 && cell.indexOf('%') < 0) {
      return null;
    }
    return reading.prefix().then(ObjectKey.of(cell));
  }

  private static @Nullable VersionId version(@Nullable String cell, Columns now) {
    if (cell == null) {
      return null;
    }
    if (cell.isEmpty()) {
      if (now.ofComparison()) {
        return null;
      }
      throw new IllegalArgumentException(
          "its version is blank: of the null version the id is the word null");
    }
    return new VersionId(cell);
  }
}
