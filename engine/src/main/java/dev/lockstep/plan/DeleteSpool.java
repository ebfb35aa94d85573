package dev.lockstep.plan;

import dev.lockstep.object.ObjectKey;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// The keys that are to be deleted at the end, kept in a temporary file so that any number of them
/// needs no memory. Any thread may add.
public final class DeleteSpool implements AutoCloseable {
  private final RowSpool<ObjectKey> rows = new RowSpool<>("keys to delete", new KeyCodec());

  private static final class KeyCodec implements RowSpool.Codec<ObjectKey> {
    @Override
    public void write(ObjectKey key, DataOutputStream out) throws IOException {
      byte[] bytes = key.toBytes();
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    @Override
    public ObjectKey read(DataInputStream in) throws IOException {
      byte[] bytes = in.readNBytes(in.readInt());
      return ObjectKey.ofBytes(bytes, 0, bytes.length);
    }
  }

  /// How many keys have been added.
  public long count() {
    return rows.count();
  }

  public void add(ObjectKey relativeKey) {
    rows.add(relativeKey);
  }

  /// Gives all keys, in the order in which they were added, in batches of this size.
  public void drain(int batchSize, Consumer<List<ObjectKey>> batches) {
    rows.drain(batchSize, batches);
  }

  @Override
  public void close() {
    rows.close();
  }
}
