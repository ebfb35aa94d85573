package dev.lockstep.inventory;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A data file on this machine, mapped into memory: what is read of it takes no room in the heap.
final class FileSource implements InventorySource {
  private final String name;
  private final FileChannel channel;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment bytes;

  FileSource(String name, FileChannel channel) throws IOException {
    this.name = name;
    this.channel = channel;
    this.bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return bytes.byteSize();
  }

  @Override
  public ByteBuffer range(long position, int length) throws IOException {
    if (position < 0 || length < 0 || position + length > size()) {
      throw new EOFException(name + " has no bytes " + position + " to " + (position + length));
    }
    return bytes.asSlice(position, length).asByteBuffer();
  }

  @Override
  public void close() throws IOException {
    arena.close();
    channel.close();
  }
}
