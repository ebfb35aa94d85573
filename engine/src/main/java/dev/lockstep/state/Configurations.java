package dev.lockstep.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is to be done again and again. What was written is durable when the call returns. Any
/// thread; every method throws a [StateException].
public interface Configurations {
  /// Adds one, or puts it in the place of the one with its id; when it was last run stays.
  void put(Configuration configuration);

  /// The one with this id.
  Optional<Configuration> find(String kind, String store, String bucket, String id);

  /// All of a kind, by store, bucket and id.
  List<Configuration> all(String kind);

  /// Removes one.
  ///
  /// @return whether it was there
  boolean remove(String kind, String store, String bucket, String id);

  /// Notes that one was run.
  void ran(Configuration configuration, Instant at);
}
