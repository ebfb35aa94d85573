package dev.lockstep.state;

import java.nio.file.Path;
import java.util.Optional;

/// Where state is kept, whether there is some or not.
public interface StateHome {
  /// Opens what is there, or begins it.
  ///
  /// @throws StateException when it can't be used
  StateStore open();

  /// Opens what is there, and makes nothing.
  ///
  /// @throws StateException when it can't be used
  Optional<StateStore> openIfThere();

  /// Puts what a backup holds in the place of what is there, which may be damaged. What was there
  /// goes when the other is in its place, and not before.
  ///
  /// @return what is there now
  /// @throws StateException when a process has it open, or the backup is damaged, newer than this
  ///   Lockstep, or no backup; then nothing has changed
  StateCheck restore(Path backup);
}
