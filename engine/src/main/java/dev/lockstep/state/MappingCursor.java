package dev.lockstep.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A walk over the mappings of a [VersionMappings], key after key.
public interface MappingCursor extends AutoCloseable {
  /// Over nothing.
  MappingCursor EMPTY =
      new MappingCursor() {
        @Override
        public @Nullable List<VersionMapping> next(int most) {
          return null;
        }

        @Override
        public void close() {}
      };

  /// All mappings of the next key, the oldest first by [VersionMapping#sourceModified]; of the same
  /// millisecond, the one first that was first recorded. Null at the end, as often as it is asked.
  ///
  /// @throws StateException when they can't be read
  default @Nullable List<VersionMapping> next() {
    return next(Integer.MAX_VALUE - 1);
  }

  /// The same, for whoever has no room for more than so many: of a key with more come one more than
  /// that, whichever.
  ///
  /// @throws StateException when they can't be read
  @Nullable List<VersionMapping> next(int most);

  /// Frees what it holds.
  @Override
  void close();
}
