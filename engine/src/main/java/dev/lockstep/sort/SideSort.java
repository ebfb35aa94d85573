package dev.lockstep.sort;

import dev.lockstep.listing.Pages;

/// Puts one side of a comparison in the order of its keys. Run once, and close: what it needed for
/// that is gone then.
public interface SideSort extends AutoCloseable {
  /// Takes everything.
  ///
  /// @return it in order, each key once unless it is versions; not to be read after [#close]. A key
  ///   that came twice, with different facts, may be found out only when it is read
  /// @throws dev.lockstep.listing.ListingDisorder when what comes can't be trusted
  /// @throws dev.lockstep.endpoint.StoreException when it could not be read to its end
  /// @throws java.io.UncheckedIOException when temporary files can't be written
  Pages run();

  /// Whether it is known that nothing lies behind the end of what came.
  boolean endIsKnown();

  @Override
  void close();
}
