package dev.lockstep.state;

import dev.lockstep.object.ObjectKey;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A durable map from versions at one place to versions at another, to be read. Others may write it
/// meanwhile. Every method throws a [StateException].
public interface VersionMappings {
  /// Nothing is remembered.
  VersionMappings NONE =
      new VersionMappings() {
        @Override
        public MappingCursor open(ObjectKey after, @Nullable ObjectKey upTo) {
          return MappingCursor.EMPTY;
        }

        @Override
        public long count() {
          return 0;
        }
      };

  /// Walks the mapped keys of a span in the order of their unsigned bytes, which is that of
  /// listings, so that both can be merged.
  ///
  /// The cursor takes memory for a page of mappings and for those of one key, however long the map
  /// is. It is no snapshot: what is recorded ahead of it, it may meet; what is recorded behind it,
  /// it does not.
  ///
  /// @param after the first key comes behind this one; empty for the beginning of everything, where
  ///   the empty key stands: an object called as the prefix of its place is
  /// @param upTo the last key at most; null for the end of everything
  MappingCursor open(ObjectKey after, @Nullable ObjectKey upTo);

  /// Those of one key, as [MappingCursor#next(int)] gives them; empty where there are none.
  ///
  /// @param most how many there is room for
  /// @throws StateException when they can't be read
  default List<VersionMapping> of(ObjectKey key, int most) {
    try (MappingCursor cursor = open(key.isEmpty() ? key : before(key), key)) {
      List<VersionMapping> found = cursor.next(most);
      while (found != null && !found.getFirst().key().equals(key)) {
        found = cursor.next(0);
      }
      return found == null ? List.of() : found;
    }
  }

  /// Before a key, with no key of text between both.
  private static ObjectKey before(ObjectKey key) {
    byte[] bytes = key.toBytes();
    int last = bytes.length - 1;
    if (bytes[last] == 0) {
      return ObjectKey.ofBytes(bytes, 0, last);
    }
    byte[] smaller = Arrays.copyOf(bytes, bytes.length + 1);
    smaller[last]--;
    smaller[last + 1] = (byte) 0xff;
    return ObjectKey.ofBytes(smaller, 0, smaller.length);
  }

  /// How many mappings there are; costs the same however many.
  long count();
}
