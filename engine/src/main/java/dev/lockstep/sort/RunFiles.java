package dev.lockstep.sort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The temporary files of a sort, in a folder of their own that only its owner can look into; all
/// of it is gone when this is closed. One thread.
final class RunFiles implements AutoCloseable {
  /// What is done with files, and may fail.
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T run() throws IOException;
  }

  private final Path parent;
  private @Nullable Path folder;
  private long named;

  RunFiles(Path parent) {
    this.parent = parent;
  }

  /// A new file, readable by its owner alone.
  Path create() throws IOException {
    if (folder == null) {
      folder = Files.createTempDirectory(parent, "lockstep-sort-");
    }
    return Files.createTempFile(folder, "run-" + named++ + "-", ".rows");
  }

  void delete(SortedRun run) throws IOException {
    Files.delete(run.file());
  }

  /// Does it, and says what it is about if a file fails.
  <T extends @Nullable Object> T orTell(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "A listing that comes out of order can't be sorted in temporary files in "
              + parent
              + ": "
              + reason(e),
          e);
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such folder";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  @Override
  public void close() {
    if (folder == null) {
      return;
    }
    Path gone = folder;
    orTell(() -> {
      List<Path> files = new ArrayList<>();
      try (DirectoryStream<Path> all = Files.newDirectoryStream(gone)) {
        all.forEach(files::add);
      }
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      return Files.deleteIfExists(gone);
    });
    folder = null;
  }
}
