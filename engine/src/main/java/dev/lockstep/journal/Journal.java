package dev.lockstep.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A file to which records are added, and only added. A record that was being written when the
/// process or the machine died is cut off at the end, and is not read: it never happened. Any
/// thread may write.
public final class Journal implements AutoCloseable {
  /// The first line. A later version of the format has another number.
  private static final String FIRST_LINE = "lockstep journal ";

  private static final int VERSION = 1;

  private static final Set<StandardOpenOption> NEW_FILE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path file;
  private final FileChannel channel;
  private @Nullable IOException broken;

  Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Begins a file anew, with these records, in place of what stood there: all of it or nothing.
  ///
  /// @throws UncheckedIOException when the file can't be written
  static Journal begin(Path file, List<JournalRecord> records) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      try (FileChannel channel = OwnersAlone.open(fresh, NEW_FILE)) {
        write(channel, (FIRST_LINE + VERSION + "\n").getBytes(StandardCharsets.US_ASCII));
        for (JournalRecord record : records) {
          write(channel, JournalLine.of(record));
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      forceFolderOf(file);
      return new Journal(file, FileChannel.open(file, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /// Else the new name might not survive a loss of power, and with it what is added later.
  private static void forceFolderOf(Path file) {
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    } catch (IOException _) {
      // Some systems open no folders, and keep names safe in ways of their own.
    }
  }

  /// What a file says; nothing when there is none.
  ///
  /// @throws UncheckedIOException when it can't be read, is of a later version, or is damaged
  ///   elsewhere than at its end
  static List<JournalRecord> read(Path file) {
    try {
      return Files.exists(file)
          ? parse(Files.readString(file, StandardCharsets.ISO_8859_1))
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The journal " + file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static List<JournalRecord> parse(String text) throws IOException {
    int end = text.indexOf('\n');
    String first = end < 0 ? text : text.substring(0, end);
    if (!first.equals(FIRST_LINE + VERSION)) {
      String why =
          first.startsWith(FIRST_LINE)
              ? "it was written by another version of Lockstep; use that one, or"
              : "it is no journal of Lockstep's;";
      throw new IOException(why + " move the file away. Unfinished uploads that it names remain");
    }
    List<JournalRecord> records = new ArrayList<>();
    int number = 1;
    int damaged = 0;
    for (String line : text.substring(end + 1).split("\n", -1)) {
      number++;
      JournalRecord record = line.isEmpty() ? null : JournalLine.parse(line);
      if (record != null && damaged > 0) {
        throw new IOException(
            "line "
                + damaged
                + " is damaged; move the file away. Unfinished uploads that it names remain");
      }
      if (record != null) {
        records.add(record);
      } else if (!line.isEmpty() && damaged == 0) {
        damaged = number;
      }
    }
    return records;
  }

  /// @throws UncheckedIOException when it can't be written
  public void add(JournalRecord record) {
    add(record, false);
  }

  /// Adds a record and returns when it would survive a loss of power.
  ///
  /// @throws UncheckedIOException when it can't be written
  public void addSurely(JournalRecord record) {
    add(record, true);
  }

  /// After a failure nothing more is written: a record that was cut off must be the last one.
  private synchronized void add(JournalRecord record, boolean surely) {
    if (broken != null) {
      throw unwritable(file, broken);
    }
    try {
      write(channel, JournalLine.of(record));
      if (surely) {
        channel.force(false);
      }
    } catch (IOException e) {
      broken = e;
      throw unwritable(file, e);
    }
  }

  private static void write(FileChannel channel, byte[] line) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(line);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static UncheckedIOException unwritable(Path file, IOException e) {
    return new UncheckedIOException(
        "The journal "
            + file
            + " can't be written: "
            + e.getMessage()
            + "; mend that, or choose another state folder with --state-dir",
        e);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }
}
