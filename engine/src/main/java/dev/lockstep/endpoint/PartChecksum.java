package dev.lockstep.endpoint;

import dev.lockstep.object.Checksum;

/// What goes with the bytes of a part, for the store to check them by.
public sealed interface PartChecksum {
  PartChecksum NONE = new None();

  /// Nothing.
  record None() implements PartChecksum {}

  /// A checksum that is known before the bytes are sent.
  record Known(Checksum checksum) implements PartChecksum {}

  /// A checksum that is computed as the bytes pass, and sent behind them.
  record Computed(Checksum.Algorithm algorithm) implements PartChecksum {}
}
