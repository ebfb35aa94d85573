package dev.lockstep.plan;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// The versions that are to be removed from the destination at the end, as their source was
/// removed, kept in a temporary file so that any number of them needs no memory. Any thread may
/// add.
public final class PurgeSpool implements AutoCloseable {
  private final RowSpool<Purge> rows = new RowSpool<>("versions to remove", new PurgeCodec());

  /// A version that is to be removed.
  ///
  /// @param key relative to either prefix
  /// @param source by which name the version of the source is remembered
  /// @param destination the version to remove
  /// @param deleteMarker whether the two are delete markers
  public record Purge(
      ObjectKey key, VersionId source, VersionId destination, boolean deleteMarker) {}

  private static final class PurgeCodec implements RowSpool.Codec<Purge> {
    @Override
    public void write(Purge purge, DataOutputStream out) throws IOException {
      byte[] key = purge.key().toBytes();
      out.writeInt(key.length);
      out.write(key);
      out.writeUTF(purge.source().value());
      out.writeUTF(purge.destination().value());
      out.writeBoolean(purge.deleteMarker());
    }

    @Override
    public Purge read(DataInputStream in) throws IOException {
      byte[] key = in.readNBytes(in.readInt());
      return new Purge(
          ObjectKey.ofBytes(key, 0, key.length),
          new VersionId(in.readUTF()),
          new VersionId(in.readUTF()),
          in.readBoolean());
    }
  }

  /// How many versions have been added.
  public long count() {
    return rows.count();
  }

  public void add(Purge purge) {
    rows.add(purge);
  }

  /// Gives all versions, in the order in which they were added, in batches of this size.
  public void drain(int batchSize, Consumer<List<Purge>> batches) {
    rows.drain(batchSize, batches);
  }

  @Override
  public void close() {
    rows.close();
  }
}
