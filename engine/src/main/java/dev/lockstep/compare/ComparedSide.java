package dev.lockstep.compare;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.Pages;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.sort.SideSort;
import dev.lockstep.sort.SortSpace;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/// One side of a comparison, whatever its rows are from (port). Any thread.
public interface ComparedSide {
  /// As people type it. Two sides of one name are the same.
  String name();

  /// What all its keys begin with, and what counts for no part of their names here.
  ObjectKey prefix();

  /// What its rows can tell.
  SideFacts facts();

  /// The bucket whose objects they are, to be asked about single ones; empty where nobody knows.
  Optional<BucketScope> objects();

  /// Its rows from the beginning, as long as they are in the order of their keys. To be closed.
  ///
  /// @param threads for what is done ahead
  /// @return [Pages#nextPage] throws [dev.lockstep.listing.ListingOutOfOrder] when they turn out
  ///   not to be
  Pages inOrder(Executor threads);

  /// What puts its rows in order, to be run and closed.
  ///
  /// @param threads for what is done ahead
  /// @param taken hears how many rows each page has; what it throws ends the sort
  SideSort sort(SortSpace space, Executor threads, LongConsumer taken);
}
