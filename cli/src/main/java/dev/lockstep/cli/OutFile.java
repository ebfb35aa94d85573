package dev.lockstep.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Text that is written where the user said, and stands there only when it is whole: a file is
/// replaced in one step, an object is written in one piece. What goes to standard output is there
/// as it is written. A name that ends in `.gz` is compressed. One thread.
final class OutFile implements AutoCloseable {
  private final NamedFile name;
  private final Stores stores;
  private final @Nullable Path part;
  private final Writer out;

  private OutFile(NamedFile name, Stores stores, @Nullable Path part, Writer out) {
    this.name = name;
    this.stores = stores;
    this.part = part;
    this.out = out;
  }

  /// @param name null for standard output
  static OutFile open(@Nullable String name, PrintWriter standard, Stores stores)
      throws IOException {
    NamedFile file = new NamedFile(name == null ? NamedFile.STANDARD : name);
    if (file.isStandard()) {
      return new OutFile(file, stores, null, standard);
    }
    Path part =
        file.isObject()
            ? Files.createTempFile("lockstep-", ".part")
            : Files.createTempFile(
                folder(file.path()), "." + file.path().getFileName() + ".", ".part");
    OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
    OutputStream stored = file.text().endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes;
    return new OutFile(file, stores, part, new OutputStreamWriter(stored, StandardCharsets.UTF_8));
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file.toAbsolutePath() : folder;
  }

  Writer out() {
    return out;
  }

  /// Puts it in its place.
  void finish() throws IOException {
    if (part == null) {
      out.flush();
      return;
    }
    out.close();
    if (name.isObject()) {
      name.upload(part, stores);
    } else {
      Files.move(
          part, name.path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    if (part != null) {
      out.close();
      Files.deleteIfExists(part);
    }
  }
}
