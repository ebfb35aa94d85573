package dev.lockstep.compare;

import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.telemetry.JsonWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes differences to a file as they are found: CSV (RFC 4180, with a header line) or one JSON
/// object a line, by the file's ending. The file is readable by its owner alone. Any thread may
/// add.
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
          "note");

  private final Path file;
  private final Writer out;
  private final boolean csv;

  private DifferenceReport(Path file, Writer out, boolean csv) {
    this.file = file;
    this.out = out;
    this.csv = csv;
  }

  /// @throws IllegalArgumentException when the file's ending is neither `.csv` nor `.jsonl`
  /// @throws UncheckedIOException when the file can't be written
  public static DifferenceReport to(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    boolean csv = name.endsWith(".csv");
    if (!csv && !name.endsWith(".jsonl")) {
      throw new IllegalArgumentException("A report's name ends in .csv or .jsonl: " + file);
    }
    try {
      DifferenceReport report = new DifferenceReport(file, open(file), csv);
      if (csv) {
        report.out.write(String.join(",", COLUMNS) + "\r\n");
      }
      return report;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The report " + file + " can't be written: " + e.getMessage(), e);
    }
  }

  private static Writer open(Path file) throws IOException {
    Set<OpenOption> options =
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return Files.newBufferedWriter(
          file, StandardCharsets.UTF_8, options.toArray(OpenOption[]::new));
    }
    Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rw-------");
    if (Files.isRegularFile(file)) {
      Files.setPosixFilePermissions(file, ownerOnly);
    }
    OutputStream bytes =
        Channels.newOutputStream(
            Files.newByteChannel(file, options, PosixFilePermissions.asFileAttribute(ownerOnly)));
    return new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), 1 << 16);
  }

  @Override
  public synchronized void found(Difference difference) {
    try {
      if (csv) {
        out.write(
            cells(difference).stream()
                    .map(DifferenceReport::csvCell)
                    .collect(Collectors.joining(","))
                + "\r\n");
      } else {
        writeJson(difference);
        out.write('\n');
      }
    } catch (IOException e) {
      throw unwritable(e);
    } catch (UncheckedIOException e) {
      throw unwritable(e);
    }
  }

  private UncheckedIOException unwritable(Exception e) {
    return new UncheckedIOException(
        "The report " + file + " can't be written: " + e.getMessage(), new IOException(e));
  }

  private static List<@Nullable String> cells(Difference difference) {
    return Arrays.asList(
        difference.key().text(),
        null,
        lower(difference.side()),
        lower(difference.reason()),
        size(difference.source()),
        size(difference.destination()),
        etag(difference.source()),
        etag(difference.destination()),
        difference.note());
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
    return entry == null ? null : Long.toString(entry.size());
  }

  private static @Nullable String etag(@Nullable ObjectEntry entry) {
    ETag etag = entry == null ? null : entry.etag();
    return etag == null ? null : etag.value();
  }

  private static String csvCell(@Nullable String value) {
    if (value == null) {
      return "";
    }
    boolean plain = value.chars().allMatch(c -> c != ',' && c != '"' && c != '\n' && c != '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The report " + file + " can't be written to its end: " + e.getMessage(), e);
    }
  }
}
