package dev.lockstep.manifest;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.sort.ScratchFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Entries that are kept in a temporary file: a manifest is read whole before anything is done by
/// it, and standard input comes only once. First all are added, then all are read, as often as need
/// be. One thread.
public final class ManifestSpool implements AutoCloseable {
  private static final String KEPT = "The manifest can't be kept";

  private final Path folder;
  private final ScratchFile file;
  private final DataOutputStream out;
  private long count;

  private ManifestSpool(Path folder, ScratchFile file) {
    this.folder = folder;
    this.file = file;
    this.out = new DataOutputStream(new BufferedOutputStream(file.out(), 1 << 16));
  }

  /// @param folder that has the room for it
  /// @throws UncheckedIOException when the file can't be made
  public static ManifestSpool in(Path folder) {
    try {
      return new ManifestSpool(folder, ScratchFile.in(folder));
    } catch (IOException e) {
      throw ScratchFile.unusable(KEPT, folder, e);
    }
  }

  public long count() {
    return count;
  }

  /// @throws UncheckedIOException when it can't be kept
  public void add(ManifestEntry entry) {
    try {
      writeText(entry.bucket().value());
      writeKey(entry.key());
      writeText(entry.version() == null ? "" : entry.version().value());
      out.writeLong(entry.size());
      writeKey(entry.literal() == null ? ObjectKey.EMPTY : entry.literal());
      count++;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /// Gives all entries, in the order in which they were added.
  ///
  /// @throws UncheckedIOException when they can't be read
  public void forEach(Consumer<ManifestEntry> consumer) {
    Entries entries = entries();
    for (ManifestEntry entry = entries.next(); entry != null; entry = entries.next()) {
      consumer.accept(entry);
    }
  }

  /// The same one by one. Nothing else is to be read of the spool until that is done with.
  ///
  /// @throws UncheckedIOException when they can't be read
  public Entries entries() {
    try {
      out.flush();
      // Not closed: that would close the file.
      return new Entries(new DataInputStream(new BufferedInputStream(file.read(), 1 << 16)));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /// Entries in the order in which they were added. One thread.
  public final class Entries {
    private final DataInputStream in;
    private long given;

    private Entries(DataInputStream in) {
      this.in = in;
    }

    /// The next entry; null behind the last one.
    ///
    /// @throws UncheckedIOException when it can't be read
    public @Nullable ManifestEntry next() {
      if (given == count) {
        return null;
      }
      given++;
      try {
        return read(in);
      } catch (IOException e) {
        throw unusable(e);
      }
    }
  }

  private static ManifestEntry read(DataInputStream in) throws IOException {
    BucketName bucket = new BucketName(in.readUTF());
    ObjectKey key = readKey(in);
    String version = in.readUTF();
    long size = in.readLong();
    ObjectKey literal = readKey(in);
    return new ManifestEntry(
        bucket,
        key,
        version.isEmpty() ? null : new VersionId(version),
        size,
        literal.isEmpty() ? null : literal);
  }

  private void writeText(@Nullable String text) throws IOException {
    out.writeUTF(text == null ? "" : text);
  }

  private void writeKey(ObjectKey key) throws IOException {
    byte[] bytes = key.toBytes();
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static ObjectKey readKey(DataInputStream in) throws IOException {
    byte[] bytes = in.readNBytes(in.readInt());
    return ObjectKey.ofBytes(bytes, 0, bytes.length);
  }

  private UncheckedIOException unusable(IOException e) {
    return ScratchFile.unusable(KEPT, folder, e);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw unusable(e);
    }
  }
}
