package dev.lockstep.sort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds the temporary files that have no names any more, as Linux shows them.
public final class ScratchFiles {
  private ScratchFiles() {}

  /// Those that this process has open and that were made in this folder; they can be opened anew by
  /// these paths.
  public static List<Path> openIn(Path folder) {
    List<Path> open = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path file : all) {
        if (Files.isSymbolicLink(file)
            && Files.isRegularFile(file)
            && isOurs(Files.readSymbolicLink(file), folder)) {
          open.add(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return open;
  }

  private static boolean isOurs(Path file, Path folder) {
    return file.startsWith(folder) && file.getFileName().toString().startsWith("lockstep-");
  }
}
