package dev.lockstep.compare;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Text that takes a file's place in one step, when it is whole: until then it is written beside
/// it, into a file readable by its owner alone. What is no regular file, a pipe say, can't be
/// replaced, and is written as it stands.
final class ReplacedFile {
  private final Path file;
  private final @Nullable Path part;
  private final SeekableByteChannel channel;
  private final Writer out;

  private ReplacedFile(Path file, @Nullable Path part) throws IOException {
    this.file = file;
    this.part = part;
    this.channel = Files.newByteChannel(part == null ? file : part, StandardOpenOption.WRITE);
    this.out =
        new BufferedWriter(
            new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8),
            1 << 16);
  }

  static ReplacedFile open(Path named) throws IOException {
    // A link stays, and what it leads to is replaced.
    Path file = Files.exists(named) ? named.toRealPath() : named.toAbsolutePath();
    if (Files.isDirectory(file)) {
      throw new FileSystemException(named.toString(), null, "it is a folder");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return new ReplacedFile(file, null);
    }
    Path part = Files.createTempFile(file.getParent(), "." + file.getFileName() + ".", ".part");
    return new ReplacedFile(file, part);
  }

  Writer out() {
    return out;
  }

  /// Where the text is until it is whole; null for a file that can't be replaced.
  @Nullable Path part() {
    return part;
  }

  /// Forgets what was written so far.
  ///
  /// @return false when that can't be done, as it has left through a pipe
  boolean beginAnew() throws IOException {
    out.flush();
    if (part == null) {
      return false;
    }
    channel.truncate(0);
    return true;
  }

  /// Replaces the file.
  void replace() throws IOException {
    out.close();
    if (part != null) {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Leaves the file as it was.
  ///
  /// @param keep whether what was written so far stays beside it
  void abandon(boolean keep) throws IOException {
    try (out) {
      if (part != null && !keep) {
        Files.deleteIfExists(part);
      }
    }
  }
}
