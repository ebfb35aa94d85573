package dev.lockstep.inventory;

import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.object.ObjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// What a run writes down on this machine, so that the next one can go on where it was cut off, or
/// clear away what it has left. Each line is on the disk before what it tells of happens, and
/// carries a checksum: a torn end is left out. Any thread may write.
final class InventoryNotes implements AutoCloseable {
  private static final String FIRST = "lockstep inventory 1";
  private static final HexFormat HEX = HexFormat.of();

  private final Path file;
  private final FileChannel channel;

  private InventoryNotes(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// What a run has left.
  ///
  /// @param began when its listing began
  /// @param planned keys of data files that may be there
  /// @param stored data files that were uploaded
  record Left(String recipe, Instant began, Set<ObjectKey> planned, List<StoredFile> stored) {}

  /// What the last run has left; null when it came to its end.
  ///
  /// @throws UncheckedIOException when the file can't be read
  static @Nullable Left read(Path file) {
    try {
      return Files.exists(file) ? parse(Files.readString(file, StandardCharsets.UTF_8)) : null;
    } catch (IOException e) {
      throw new UncheckedIOException("The notes " + file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static @Nullable Left parse(String text) {
    String recipe = null;
    Instant began = Instant.EPOCH;
    Set<ObjectKey> planned = new LinkedHashSet<>();
    List<StoredFile> stored = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String[] words = words(line);
      switch (words.length == 0 ? "" : words[0]) {
        case "began" -> {
          recipe = new String(HEX.parseHex(words[2]), StandardCharsets.UTF_8);
          began = Instant.ofEpochMilli(Long.parseLong(words[1]));
        }
        case "planned" -> planned.add(key(words[1]));
        case "stored" -> stored.add(stored(words));
        default -> {}
      }
    }
    return recipe == null ? null : new Left(recipe, began, planned, stored);
  }

  /// The words of a line; none when it is damaged.
  private static String[] words(String line) {
    int space = line.indexOf(' ');
    boolean whole = space > 0 && line.substring(0, space).equals(crc(line.substring(space + 1)));
    return whole ? line.substring(space + 1).split(" ", -1) : new String[0];
  }

  private static StoredFile stored(String[] words) {
    return new StoredFile(
        new KeySpan(key(words[1]), words[2].equals("-") ? null : key(words[2])),
        new DataFile(key(words[3]), Long.parseLong(words[4]), words[5]),
        Long.parseLong(words[6]));
  }

  private static ObjectKey key(String hex) {
    byte[] bytes = HEX.parseHex(hex);
    return ObjectKey.ofBytes(bytes, 0, bytes.length);
  }

  private static String hex(ObjectKey key) {
    return HEX.formatHex(key.toBytes());
  }

  private static String crc(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return HEX.toHexDigits((int) crc.getValue());
  }

  /// Begins the notes of a run, in place of what stood there.
  static InventoryNotes begin(Path file, String recipe, Instant began, List<StoredFile> stored) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      FileChannel channel =
          FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      InventoryNotes notes = new InventoryNotes(file, channel);
      notes.note(FIRST);
      notes.note(
          "began "
              + began.toEpochMilli()
              + " "
              + HEX.formatHex(recipe.getBytes(StandardCharsets.UTF_8)));
      stored.forEach(notes::stored);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      return notes;
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /// A data file is about to be uploaded.
  void planned(ObjectKey key) {
    note("planned " + hex(key));
  }

  /// A data file is there.
  void stored(StoredFile stored) {
    ObjectKey upTo = stored.span().upTo();
    note(
        String.join(
            " ",
            "stored",
            hex(stored.span().after()),
            upTo == null ? "-" : hex(upTo),
            hex(stored.file().key()),
            Long.toString(stored.file().size()),
            stored.file().md5(),
            Long.toString(stored.rows())));
  }

  private synchronized void note(String text) {
    ByteBuffer line =
        ByteBuffer.wrap((crc(text) + " " + text + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(false);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static UncheckedIOException unwritable(Path file, IOException e) {
    return new UncheckedIOException(
        "The notes "
            + file
            + " can't be written: "
            + e.getMessage()
            + "; mend that, or choose another state folder with --state-dir",
        e);
  }

  /// The run has come to its end: nothing is left to go on with.
  static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
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
