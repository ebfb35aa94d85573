package dev.lockstep.sort;

import java.nio.file.Path;

/// What a sort may take.
///
/// @param folder where its temporary files are
/// @param bytes of rows in memory at a time; a merge reads through buffers that are no larger in
///   all
/// @param openFiles how many runs are merged at a time at the most, 2 or more
public record SortSpace(Path folder, int bytes, int openFiles) {
  /// Some 150,000 rows a run: a hundred million are sorted by merging them twice.
  private static final int STANDARD_BYTES = 16 << 20;

  private static final int STANDARD_FILES = 32;

  public SortSpace {
    if (bytes < 1 || openFiles < 2) {
      throw new IllegalArgumentException("A sort needs memory, and two files to merge");
    }
  }

  /// In the folder that the system has for temporary files.
  public static SortSpace standard() {
    return new SortSpace(ScratchFile.usualFolder(), STANDARD_BYTES, STANDARD_FILES);
  }

  /// The size of the buffer that a file is read or written through.
  int bufferBytes() {
    return Math.clamp(bytes / openFiles, 1 << 10, 1 << 16);
  }
}
