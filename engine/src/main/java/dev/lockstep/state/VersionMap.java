package dev.lockstep.state;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import java.util.Collection;
import java.util.List;

/// A durable map from versions at one place to versions at another, held by its one writer.
///
/// What any of the methods has returned from is durable: it is there after the process has been
/// killed, or the machine has lost power. Calls of many threads at once become durable together, so
/// more of them cost little more than one. Every method throws a [StateException]; after
/// [StateException.Reason#FENCED] nothing more can be written by this one.
public interface VersionMap extends VersionMappings, AutoCloseable {
  /// Adds mappings, all of them or none; each replaces what was recorded of the same source version
  /// of its key, in its place among those of the same time.
  void record(List<VersionMapping> mappings);

  /// Removes mappings of one key; those that are not there are left out.
  ///
  /// @param sources the versions at the source
  void forget(ObjectKey key, Collection<VersionId> sources);

  /// Removes all mappings, in one step.
  void forgetAll();

  /// Grows each time that the map is opened for writing: who has a lower one than the last may not
  /// write any more.
  long epoch();

  /// Lets the next writer have the map.
  @Override
  void close();
}
