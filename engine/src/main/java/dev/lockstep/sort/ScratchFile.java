package dev.lockstep.sort;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A temporary file that is first written and then read. It has no name as soon as it is open,
/// where the system allows that: then nobody else can open it, and it is gone with the process,
/// however that ends. One thread.
public final class ScratchFile implements Closeable {
  private final FileChannel channel;
  private boolean kept;

  ScratchFile(FileChannel channel) {
    this.channel = channel;
  }

  /// The folder that the system has for temporary files.
  public static Path usualFolder() {
    return Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
  }

  /// What to tell when a temporary file can't be made, written or read.
  ///
  /// @param what fails by that: `The manifest can't be kept`
  /// @param folder of the file
  public static UncheckedIOException unusable(String what, Path folder, IOException e) {
    return new UncheckedIOException(
        what
            + " in temporary files in "
            + folder
            + ": "
            + reason(e)
            + "; mend that, or name another folder: LOCKSTEP_JAVA_OPTS=-Djava.io.tmpdir=DIR",
        e);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such folder";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  /// A new file, readable by its owner alone.
  ///
  /// @param folder that has the room for it
  public static ScratchFile in(Path folder) throws IOException {
    Path name = Files.createTempFile(folder, "lockstep-", ".tmp");
    try {
      return new ScratchFile(
          FileChannel.open(
              name,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      Files.deleteIfExists(name);
      throw e;
    }
  }

  /// The file itself, which is closed with this.
  public FileChannel channel() {
    return channel;
  }

  /// The file itself, which is not closed with this any more: whoever took it closes it.
  public FileChannel keptChannel() {
    kept = true;
    return channel;
  }

  /// Writes on where the last write ended. To close it does nothing to the file.
  public OutputStream out() {
    OutputStream out = Channels.newOutputStream(channel);
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        out.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }
    };
  }

  /// Reads from the beginning. To close it closes the file.
  public InputStream read() throws IOException {
    return Channels.newInputStream(channel.position(0));
  }

  @Override
  public void close() throws IOException {
    if (!kept) {
      channel.close();
    }
  }
}
