package dev.lockstep.manifest;

import dev.lockstep.manifest.RowReader.Row;
import dev.lockstep.manifest.TextLines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a manifest from its beginning to its end, whatever its lines are like: plain or gzip, any
/// [ManifestFormat]. Each line that can't be used is told, with its number. Once, by one thread.
///
/// Either every entry names a version or none does, as Batch Operations wants it: the first says
/// which.
public final class ManifestReader {
  /// What one row may be spread over: no key has more line feeds than bytes.
  private static final int MOST_LINES = 1_025;

  private static final int MOST_CHARACTERS = 16 << 10;

  private final ManifestReading reading;
  private final ManifestListener listener;
  private @Nullable ManifestFormat format;
  private boolean header;
  private long entries;
  private long badLines;
  private long deleteMarkers;
  private long notAtSource;
  private boolean versions;
  private long bytes;
  private boolean sizesKnown = true;

  public ManifestReader(ManifestReading reading, ManifestListener listener) {
    this.reading = reading;
    this.listener = listener;
    this.format = reading.format();
  }

  /// @param source is not closed
  /// @throws IOException when it can't be read to its end
  public ManifestSummary read(InputStream source) throws IOException {
    TextLines lines = new TextLines(source);
    RowReader rows = null;
    for (Line line = lines.next(); line != null; line = lines.next()) {
      if (line.problem() != null) {
        bad(line, line.problem());
      } else if (line.stripped().isBlank()) {
        bad(line, "it is blank, as a row is that a query has made with a NULL in it");
      } else {
        rows = rows == null ? rows(line.stripped()) : rows;
        row(lines, line, rows);
      }
    }
    return summary();
  }

  private RowReader rows(String first) {
    if (format == null) {
      format = detected(first);
    }
    return switch (format) {
      case CSV -> new CsvRows(reading);
      case CONCATENATED -> new ConcatenatedRows(reading);
      case S3DISTCP -> new JsonRows(reading);
      case ROWS ->
          first.stripLeading().startsWith("{") ? new JsonRows(reading) : new CsvRows(reading);
    };
  }

  private static ManifestFormat detected(String first) {
    if (first.stripLeading().startsWith("{")) {
      return first.contains("\"path\"") ? ManifestFormat.S3DISTCP : ManifestFormat.ROWS;
    }
    return ConcatenatedRows.begins(first) ? ManifestFormat.CONCATENATED : ManifestFormat.CSV;
  }

  /// Where a row goes on and on, its first line is the bad one, and the others are read anew.
  private void row(TextLines lines, Line line, RowReader rows) throws IOException {
    Row row = rows.read(line.stripped());
    if (!(row instanceof Row.Open)) {
      take(line, row);
      return;
    }
    List<Line> more = new ArrayList<>();
    StringBuilder text = new StringBuilder(line.text());
    while (row instanceof Row.Open && more.size() < MOST_LINES && text.length() < MOST_CHARACTERS) {
      Line next = lines.next();
      if (next == null) {
        break;
      }
      more.add(next);
      if (next.problem() != null) {
        break;
      }
      row = rows.read(text.append('\n').append(next.stripped()).toString());
      text.setLength(text.length() - next.stripped().length());
      text.append(next.text());
    }
    if (row instanceof Row.Open || row instanceof Row.Wrong) {
      lines.giveBack(more);
    }
    take(line, row);
  }

  private void take(Line line, Row row) {
    switch (row) {
      case Row.Entry(ManifestEntry entry) -> entry(line, entry);
      case Row.Header _ -> header = true;
      case Row.LeftOut(RowReader.Reason reason) -> leftOut(reason);
      case Row.Open(String problem) -> bad(line, problem);
      case Row.Wrong(String problem) -> bad(line, problem);
    }
  }

  private void leftOut(RowReader.Reason reason) {
    switch (reason) {
      case DELETE_MARKER -> deleteMarkers++;
      case NOT_AT_SOURCE -> notAtSource++;
    }
  }

  private void entry(Line line, ManifestEntry entry) {
    boolean hasVersion = entry.version() != null;
    if (entries == 0) {
      versions = hasVersion;
    } else if (versions != hasVersion) {
      bad(
          line,
          hasVersion
              ? "it names a version and rows before it don't: all do, or none"
              : "it names no version and rows before it do: of the null version the id is the word null");
      return;
    }
    entries++;
    if (entry.size() == ManifestEntry.UNKNOWN_SIZE) {
      sizesKnown = false;
    } else {
      bytes += entry.size();
    }
    listener.entry(line.number(), entry);
  }

  private void bad(Line line, String reason) {
    badLines++;
    listener.bad(new BadLine(line.number(), reason, line.stripped()));
  }

  private ManifestSummary summary() {
    return new ManifestSummary(
        format,
        header,
        entries,
        badLines,
        deleteMarkers,
        notAtSource,
        versions,
        bytes,
        sizesKnown && entries > 0);
  }
}
