package dev.lockstep.inventory;

import java.nio.file.Path;

/// What making a report may take.
///
/// @param folder for the data files until they are uploaded
/// @param parallelism how many ranges are listed at once at the most; each writes a file of its own
/// @param bytesOfARange of rows that a range holds before it begins a file, and that its file holds
///   before it writes some
/// @param bytesHeld of rows of ranges that have ended and were too short for a file
/// @param rowsOfAFile after so many rows, or a few more, a file ends
/// @param requests for single objects at once, at the most
public record InventorySpace(
    Path folder,
    int parallelism,
    int bytesOfARange,
    long bytesHeld,
    long rowsOfAFile,
    int requests) {
  private static final int LEAST = 1 << 20;
  private static final int MOST = 16 << 20;
  private static final int SMALLEST_FILE_BYTES = 4 << 20;

  /// After so many bytes a file ends too.
  static final long BYTES_OF_A_FILE = 512L << 20;

  /// As many as are usual in a file.
  public static final long ROWS_OF_A_FILE = 2_000_000;

  /// What fits in a heap of this size.
  public static InventorySpace of(Path folder, int parallelism, long heapBytes, long rowsOfAFile) {
    int walkers = Math.clamp(heapBytes / SMALLEST_FILE_BYTES / 4, 1, parallelism);
    return new InventorySpace(
        folder,
        walkers,
        Math.clamp(heapBytes / walkers / 6, LEAST, MOST),
        heapBytes / 8,
        rowsOfAFile,
        64);
  }
}
