package dev.lockstep.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The bytes of a data file, readable from any place on. Any thread.
public interface InventorySource extends AutoCloseable {
  /// For messages.
  String name();

  /// In bytes.
  long size();

  /// Bytes from a place on, not to be changed, nor read after [#close].
  ///
  /// @throws java.io.EOFException when there are not so many
  ByteBuffer range(long position, int length) throws IOException;

  /// All of it, from the beginning on.
  default InputStream stream() {
    return new SourceStream(this);
  }

  @Override
  void close() throws IOException;

  /// A file of this machine.
  static InventorySource of(Path file) throws IOException {
    return of(file.toString(), FileChannel.open(file, StandardOpenOption.READ));
  }

  /// What is behind a channel, which is closed with it.
  static InventorySource of(String name, FileChannel channel) throws IOException {
    return new FileSource(name, channel);
  }
}
