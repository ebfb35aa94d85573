package dev.lockstep.plan;

import dev.lockstep.sort.ScratchFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Rows that are kept in a temporary file until they are needed, so that any number of them needs
/// no memory. Any thread may add.
final class RowSpool<T> implements AutoCloseable {
  private final String what;
  private final Codec<T> codec;
  private @Nullable ScratchFile file;
  private @Nullable DataOutputStream out;
  private long count;

  /// How a row is written down.
  interface Codec<T> {
    void write(T row, DataOutputStream out) throws IOException;

    T read(DataInputStream in) throws IOException;
  }

  /// @param what is kept, for messages
  RowSpool(String what, Codec<T> codec) {
    this.what = what;
    this.codec = codec;
  }

  synchronized long count() {
    return count;
  }

  synchronized void add(T row) {
    try {
      if (out == null) {
        file = ScratchFile.in(ScratchFile.usualFolder());
        out = new DataOutputStream(new BufferedOutputStream(file.out(), 1 << 16));
      }
      codec.write(row, out);
      count++;
    } catch (IOException e) {
      throw ScratchFile.unusable(
          "The list of " + what + " can't be kept", ScratchFile.usualFolder(), e);
    }
  }

  /// Gives all rows, in the order in which they were added, in batches of this size.
  synchronized void drain(int batchSize, Consumer<List<T>> batches) {
    if (file == null || out == null) {
      return;
    }
    try {
      out.close();
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(file.read(), 1 << 16))) {
        List<T> batch = new ArrayList<>(batchSize);
        for (long i = 0; i < count; i++) {
          batch.add(codec.read(in));
          if (batch.size() == batchSize) {
            batches.accept(List.copyOf(batch));
            batch.clear();
          }
        }
        if (!batch.isEmpty()) {
          batches.accept(List.copyOf(batch));
        }
      }
    } catch (EOFException e) {
      throw new UncheckedIOException("The temporary file with the " + what + " is cut short", e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The temporary file with the " + what + " can't be read: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The temporary file with the " + what + " can't be removed: " + e.getMessage(), e);
    }
  }
}
