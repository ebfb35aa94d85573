package dev.lockstep.plan;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.sort.ScratchFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The keys that are to be deleted at the end, kept in a temporary file so that any number of them
/// needs no memory.
public final class DeleteSpool implements AutoCloseable {
  private @Nullable ScratchFile file;
  private @Nullable DataOutputStream out;
  private long count;

  /// How many keys have been added.
  public synchronized long count() {
    return count;
  }

  /// Any thread may add.
  public synchronized void add(ObjectKey relativeKey) {
    try {
      if (out == null) {
        file = ScratchFile.in(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
        out = new DataOutputStream(new BufferedOutputStream(file.out(), 1 << 16));
      }
      byte[] bytes = relativeKey.toBytes();
      out.writeInt(bytes.length);
      out.write(bytes);
      count++;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The list of keys to delete can't be kept in a temporary file: " + e.getMessage(), e);
    }
  }

  /// Gives all keys, in the order in which they were added, in batches of this size.
  public synchronized void drain(int batchSize, Consumer<List<ObjectKey>> batches) {
    if (file == null || out == null) {
      return;
    }
    try {
      out.close();
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(file.read(), 1 << 16))) {
        List<ObjectKey> batch = new ArrayList<>(batchSize);
        for (long i = 0; i < count; i++) {
          byte[] bytes = in.readNBytes(in.readInt());
          batch.add(ObjectKey.ofBytes(bytes, 0, bytes.length));
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
      throw new UncheckedIOException("The temporary file with the keys to delete is cut short", e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The temporary file with the keys to delete can't be read: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The temporary file can't be removed", e);
    }
  }
}
