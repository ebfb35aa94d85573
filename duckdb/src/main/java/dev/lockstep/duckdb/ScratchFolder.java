package dev.lockstep.duckdb;

import dev.lockstep.sort.ScratchFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder for a session's files that nobody but its owner can enter, removed with all that is in
/// it at the end. One thread.
public final class ScratchFolder implements AutoCloseable {
  private final Path path;
  private int files;

  private ScratchFolder(Path path) {
    this.path = path;
  }

  /// @param parent that has the room
  /// @throws UncheckedIOException when it can't be made
  public static ScratchFolder in(Path parent) {
    FileAttribute<?>[] alone =
        parent.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    try {
      return new ScratchFolder(
          Files.createTempDirectory(parent, "lockstep-query-", alone).toRealPath());
    } catch (IOException e) {
      throw ScratchFile.unusable("Tables can't be kept", parent, e);
    }
  }

  public Path path() {
    return path;
  }

  /// A name in it that nothing has.
  Path newFile(String ending) {
    return path.resolve("file-" + files++ + ending);
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> inner = all.sorted(Comparator.reverseOrder()).toList();
      for (Path one : inner) {
        Files.deleteIfExists(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder " + path + " can't be removed: " + e.getMessage(), e);
    }
  }
}
