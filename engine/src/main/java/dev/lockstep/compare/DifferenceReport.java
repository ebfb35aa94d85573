package dev.lockstep.compare;

import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.VersionId;
import dev.lockstep.telemetry.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes differences as they are found: CSV (RFC 4180, with a header line) or one JSON object a
/// line, by the file's ending. What stood in the file stays there until [#finish], and what does
/// then is readable by its owner alone. Any thread may add.
///
/// Keys are in it as they are. A spreadsheet takes some of them for formulas, and obeys: for such a
/// reader there is [#forSpreadsheets].
public final class DifferenceReport implements DifferenceListener, AutoCloseable {
  private static final List<String> COLUMNS =
      List.of(
          "key",
          "versionId",
          "side",
          "reason",
          "sourceSize",
          "destinationSize",
          "sourceETag",
          "destinationETag",
          "note",
          "explanation");

  private final Path name;
  private final ReplacedFile file;
  private final Writer out;
  private final @Nullable CsvRow csv;
  private long rows;
  private volatile boolean ended;

  private DifferenceReport(Path name, ReplacedFile file, @Nullable CsvRow csv) {
    this.name = name;
    this.file = file;
    this.out = file.out();
    this.csv = csv;
  }

  /// @throws IllegalArgumentException when the file's ending is neither `.csv` nor `.jsonl`
  /// @throws UncheckedIOException when the file can't be written
  public static DifferenceReport to(Path file) {
    boolean csv = endsWith(file, ".csv");
    if (!csv && !endsWith(file, ".jsonl")) {
      throw new IllegalArgumentException("A report's name ends in .csv or .jsonl: " + file);
    }
    return to(file, csv ? new CsvRow(false) : null);
  }

  /// CSV in which no cell is a formula: an apostrophe stands before what would be one.
  ///
  /// @throws IllegalArgumentException when the file's ending is not `.csv`
  /// @throws UncheckedIOException when the file can't be written
  public static DifferenceReport forSpreadsheets(Path file) {
    if (!endsWith(file, ".csv")) {
      throw new IllegalArgumentException("A report for spreadsheets ends in .csv: " + file);
    }
    return to(file, new CsvRow(true));
  }

  private static boolean endsWith(Path file, String ending) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }

  private static DifferenceReport to(Path file, @Nullable CsvRow csv) {
    try {
      DifferenceReport report = new DifferenceReport(file, ReplacedFile.open(file), csv);
      report.begin();
      return report;
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private void begin() throws IOException {
    if (csv != null) {
      out.write(csv.text(COLUMNS));
    }
  }

  /// Forgets all rows so far.
  ///
  /// @return how many have left through a pipe, and can't be taken back: 0 for a file
  public synchronized long forgetRows() {
    if (ended || rows == 0) {
      return 0;
    }
    try {
      if (!file.beginAnew()) {
        return rows;
      }
      rows = 0;
      begin();
      return 0;
    } catch (IOException e) {
      throw unwritable(name, e);
    }
  }

  /// What is found after the end is not written.
  @Override
  public synchronized void found(Difference difference) {
    if (ended) {
      return;
    }
    rows++;
    try {
      if (csv != null) {
        out.write(csv.text(cells(difference)));
      } else {
        writeJson(difference);
        out.write('\n');
      }
    } catch (IOException e) {
      throw unwritable(name, e);
    } catch (UncheckedIOException e) {
      throw unwritable(name, e);
    }
  }

  private static UncheckedIOException unwritable(Path file, Exception e) {
    return new UncheckedIOException(
        "The report " + file + " can't be written: " + reason(e), new IOException(e));
  }

  /// What an exception of files leaves out, as it tells the file alone, and a name that is ours.
  private static String reason(Exception e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such folder";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  /// The version that the row is about; null where current objects are compared.
  private static @Nullable String versionId(Difference difference) {
    ObjectEntry entry =
        difference.source() == null ? difference.destination() : difference.source();
    VersionId version = entry == null ? null : entry.version();
    return version == null ? null : version.value();
  }

  private static List<@Nullable String> cells(Difference difference) {
    return Arrays.asList(
        difference.key().text(),
        versionId(difference),
        lower(difference.side()),
        lower(difference.reason()),
        size(difference.source()),
        size(difference.destination()),
        etag(difference.source()),
        etag(difference.destination()),
        difference.note(),
        difference.explanation() == null ? null : difference.explanation().words());
  }

  private void writeJson(Difference difference) {
    JsonWriter json = new JsonWriter(out).beginObject();
    List<@Nullable String> cells = cells(difference);
    for (int i = 0; i < COLUMNS.size(); i++) {
      String cell = cells.get(i);
      json.name(COLUMNS.get(i));
      if (cell != null && COLUMNS.get(i).endsWith("Size")) {
        json.number(cell);
      } else {
        json.value(cell);
      }
    }
    json.endObject();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String size(@Nullable ObjectEntry entry) {
    return entry == null || !entry.isSizeKnown() ? null : Long.toString(entry.size());
  }

  private static @Nullable String etag(@Nullable ObjectEntry entry) {
    ETag etag = entry == null ? null : entry.etag();
    return etag == null ? null : etag.value();
  }

  /// Whether there was a difference.
  public synchronized boolean any() {
    return rows > 0;
  }

  /// Puts the rows in the place of what stood in the file. Once; nothing happens after [#abandon].
  ///
  /// @throws UncheckedIOException when that can't be done; the file is as it was
  public synchronized void finish() {
    if (ended) {
      return;
    }
    ended = true;
    try {
      file.replace();
    } catch (IOException e) {
      abandon(false);
      throw new UncheckedIOException(
          "The report " + name + " can't be written to its end: " + reason(e), e);
    }
  }

  /// Leaves the file as it was. Nothing happens after [#finish].
  ///
  /// @return where the rows are that were found until then; empty when there are none
  public Optional<Path> abandon() {
    Path part = file.part();
    if (part == null) {
      // Somebody may wait for a pipe's reader, and would be waited for here.
      ended = true;
      return Optional.empty();
    }
    synchronized (this) {
      if (ended) {
        return Optional.empty();
      }
      ended = true;
      abandon(rows > 0);
      return rows > 0 ? Optional.of(part) : Optional.empty();
    }
  }

  private void abandon(boolean keep) {
    try {
      file.abandon(keep);
    } catch (IOException _) {
      // The rows are given up anyway.
    }
  }

  @Override
  public void close() {
    abandon();
  }
}
