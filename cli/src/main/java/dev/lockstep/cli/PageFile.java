package dev.lockstep.cli;

import dev.lockstep.pages.Page;
import dev.lockstep.pages.PageWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where a page goes, if one was asked for. It stands there when it is whole, and not before.
final class PageFile implements AutoCloseable {
  private final String name;
  private final @Nullable OutFile file;

  PageFile(String name, @Nullable OutFile file) {
    this.name = name;
    this.file = file;
  }

  static UncheckedIOException unwritable(String name, IOException e) {
    return new UncheckedIOException("The page " + name + " can't be written: " + e.getMessage(), e);
  }

  /// @param page what to write, asked for if there is to be a page
  void write(Supplier<Page> page) {
    if (file == null) {
      return;
    }
    try {
      new PageWriter(file.out()).write(page.get());
      file.finish();
    } catch (IOException e) {
      throw unwritable(name, e);
    }
  }

  @Override
  public void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw unwritable(name, e);
      }
    }
  }
}
