package dev.lockstep.sandbox.content;

import dev.lockstep.object.Checksum;
import java.nio.ByteBuffer;
import java.util.Set;

/// The bytes of an object or of a part of one: held in memory, computed when asked for, or dropped.
public interface Content {
  /// In bytes.
  long length();

  /// Puts the bytes from `position` on into `target`, as many as there are and as fit.
  ///
  /// @return how many were put; 0 at the end
  int read(long position, ByteBuffer target);

  /// Whether the bytes can be read at all.
  default boolean kept() {
    return true;
  }

  /// A run of these bytes, which shares them.
  default Content slice(long from, long length) {
    return from == 0 && length == length() ? this : new ContentSlice(this, from, length);
  }

  /// The digests of the bytes.
  default Fingerprint fingerprint(Set<Checksum.Algorithm> algorithms) {
    return Fingerprint.read(this, algorithms);
  }
}
