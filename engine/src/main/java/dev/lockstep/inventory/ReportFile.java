package dev.lockstep.inventory;

import dev.lockstep.endpoint.ObjectBody;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A data file that is being written, in a temporary file that goes with the process. One thread.
final class ReportFile implements AutoCloseable {
  private static final int ROWS_AT_ONCE = 1024;
  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final RowFilling filling;
  private final FileChannel channel;
  private final MessageDigest md5;
  private final InventoryFiles.RowWriter writer;
  private final InventoryRows batch;
  private long rows;

  /// @param memory about how many bytes it may hold
  ReportFile(
      Path folder,
      InventoryFiles files,
      List<InventoryField> fields,
      RowFilling filling,
      int memory) {
    this.folder = folder;
    this.filling = filling;
    this.batch = new InventoryRows(fields, ROWS_AT_ONCE);
    this.md5 = md5();
    try {
      this.channel = temporary(folder);
      OutputStream out =
          new BufferedOutputStream(
              new DigestOutputStream(new Unclosed(Channels.newOutputStream(channel)), md5), BUFFER);
      this.writer = files.write(out, fields, memory);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }

  /// The file is read again when it has been written.
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() {}
  }

  private static FileChannel temporary(Path folder) throws IOException {
    Path name = Files.createTempFile(folder, "lockstep-", ".tmp");
    return FileChannel.open(
        name,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  private UncheckedIOException unwritable(IOException e) {
    return new UncheckedIOException(
        "A data file can't be written in "
            + folder
            + " before it is uploaded: "
            + e.getMessage()
            + "; --temp-dir names another folder",
        e);
  }

  void write(PagePart part) {
    try {
      for (int from = 0; from < part.rows(); from += ROWS_AT_ONCE) {
        int to = Math.min(part.rows(), from + ROWS_AT_ONCE);
        batch.clear();
        filling.add(batch, part, from, to);
        writer.write(batch);
      }
      rows += part.rows();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  long rows() {
    return rows;
  }

  /// How large it would be if it ended now, about.
  long bytes() {
    return writer.bytes();
  }

  /// Ends the file.
  ///
  /// @return its bytes; not to be read after [#close]
  ObjectBody finish() {
    try {
      writer.close();
      return ObjectBody.of(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /// Of the bytes, in hexadecimal; once, after [#finish].
  String md5Hex() {
    return HexFormat.of().formatHex(md5.digest());
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }
}
