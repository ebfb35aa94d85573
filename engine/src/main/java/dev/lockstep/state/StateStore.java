package dev.lockstep.state;

import java.nio.file.Path;

/// What runs remember, open. See [StateHome] for how it is opened.
///
/// But for [#configurations], nothing in it is the only copy of anything: what is lost is found out
/// again, by reading both stores. Every method throws a [StateException].
public interface StateStore extends AutoCloseable {
  /// Takes hold of the version map of two places, to write it: an empty one where there is none.
  ///
  /// @throws StateException for [StateException.Reason#HELD] when another writer is alive, which
  ///   the message names
  VersionMap versionMap(StatePlace source, StatePlace destination);

  /// The version map of two places, to read it, while another may write; an empty one where there
  /// is none.
  VersionMappings readVersionMap(StatePlace source, StatePlace destination);

  /// What is to be done again and again.
  Configurations configurations();

  /// Looks at everything, which takes as long as reading it.
  StateCheck check();

  /// Writes all of it, as it is at one moment, to a file that only its owner can read. Others may
  /// write meanwhile. The file is complete, or not there.
  ///
  /// @throws StateException when there is such a file, or it can't be written
  void backup(Path file);

  /// Lets go of it, maps included.
  @Override
  void close();
}
