package dev.lockstep.cli;

import dev.lockstep.compare.Difference;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.compare.DifferenceReport;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The differences that a command hears of: the first few to show, and all of them in a file if one
/// was asked for. Any thread may add.
final class DifferenceRows implements DifferenceListener, AutoCloseable {
  private static final int SHOWN = 10;

  private final List<Difference> first = new ArrayList<>();
  private final @Nullable DifferenceReport file;

  private DifferenceRows(@Nullable DifferenceReport file) {
    this.file = file;
  }

  /// @param path null for no file
  static DifferenceRows to(@Nullable Path path) {
    try {
      return new DifferenceRows(path == null ? null : DifferenceReport.to(path));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void found(Difference difference) {
    synchronized (first) {
      if (first.size() < SHOWN) {
        first.add(difference);
      }
    }
    if (file != null) {
      file.found(difference);
    }
  }

  List<Difference> first() {
    synchronized (first) {
      return List.copyOf(first);
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
