package dev.lockstep.sort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The temporary files of a sort; all of them are gone when this is closed. One thread.
final class RunFiles implements AutoCloseable {
  /// What is done with files, and may fail.
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T run() throws IOException;
  }

  private final Path folder;
  private final Set<ScratchFile> files = new LinkedHashSet<>();

  RunFiles(Path folder) {
    this.folder = folder;
  }

  ScratchFile create() throws IOException {
    ScratchFile file = ScratchFile.in(folder);
    files.add(file);
    return file;
  }

  void delete(SortedRun run) throws IOException {
    run.file().close();
    files.remove(run.file());
  }

  /// Does it, and says what it is about if a file fails.
  <T extends @Nullable Object> T orTell(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw ScratchFile.unusable("A listing that comes out of order can't be sorted", folder, e);
    }
  }

  @Override
  public void close() {
    orTell(() -> {
      closeAll();
      return true;
    });
  }

  private void closeAll() throws IOException {
    IOException first = null;
    for (ScratchFile file : files) {
      try {
        file.close();
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    files.clear();
    if (first != null) {
      throw first;
    }
  }
}
