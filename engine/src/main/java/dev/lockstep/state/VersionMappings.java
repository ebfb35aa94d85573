package dev.lockstep.state;

import dev.lockstep.object.ObjectKey;
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
  /// @param after the first key comes behind this one; empty for the beginning of everything
  /// @param upTo the last key at most; null for the end of everything
  MappingCursor open(ObjectKey after, @Nullable ObjectKey upTo);

  /// How many mappings there are; costs the same however many.
  long count();
}
