package dev.lockstep.sandbox.content;

import dev.lockstep.object.Checksum;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Takes bytes in, digests them on the way, and keeps them or not.
public final class Intake {
  private Intake() {}

  /// Where bytes come from.
  @FunctionalInterface
  public interface Source {
    /// As [java.io.InputStream#read(byte\[\], int, int)]: -1 at the end.
    int read(byte[] target, int from, int count) throws IOException;
  }

  /// Bytes that have arrived.
  ///
  /// @param fingerprint with the checksums that were asked for
  public record Received(Content content, Fingerprint fingerprint) {}

  /// Reads exactly `length` bytes. Room for them is made as they come.
  ///
  /// @param keep whether to hold the bytes; else only their digests remain
  /// @throws EOFException when the source ends before
  public static Received receive(
      Source source, long length, Set<Checksum.Algorithm> algorithms, boolean keep)
      throws IOException {
    Digests digests = new Digests(algorithms);
    List<byte[]> chunks = new ArrayList<>();
    byte[] chunk = new byte[0];
    for (long at = 0; at < length; at += chunk.length) {
      int room = (int) Math.min(HeldBytes.CHUNK, length - at);
      if (keep || chunk.length != room) {
        chunk = new byte[room];
      }
      fill(source, chunk, digests);
      if (keep) {
        chunks.add(chunk);
      }
    }
    Content content =
        keep ? new HeldBytes(chunks.toArray(new byte[0][]), length) : new DroppedContent(length);
    return new Received(content, digests.finish());
  }

  private static void fill(Source source, byte[] chunk, Digests digests) throws IOException {
    int at = 0;
    while (at < chunk.length) {
      int count = source.read(chunk, at, chunk.length - at);
      if (count < 0) {
        throw new EOFException("The body ended before its length");
      }
      digests.update(chunk, at, count);
      at += count;
    }
  }
}
