package dev.lockstep.sqlite;

import dev.lockstep.state.StateException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/// Puts a backup in the database's place, after a look at a copy that nobody else can change.
final class Restoration {
  private final StateFiles files;

  Restoration(StateFiles files) {
    this.files = files;
  }

  /// @throws StateException when it is no backup, damaged or newer; then nothing has changed
  void from(Path backup) throws IOException {
    if (!Files.isRegularFile(backup)) {
      throw SqliteStateHome.missing(backup);
    }
    try {
      copy(backup);
      lookAt(backup);
      files.replaceDatabase();
    } finally {
      Files.deleteIfExists(files.restoring());
    }
  }

  private void copy(Path backup) throws IOException {
    try (FileChannel from = FileChannel.open(backup, Set.of(StandardOpenOption.READ));
        FileChannel to =
            OwnersAlone.open(
                files.restoring(),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      long size = from.size();
      long at = 0;
      while (at < size) {
        long copied = from.transferTo(at, size - at, to);
        if (copied <= 0) {
          throw new IOException(backup + " became shorter while it was read");
        }
        at += copied;
      }
    }
  }

  private void lookAt(Path backup) {
    try (Connection connection = Connections.still(files.restoring())) {
      Schema.versionOfOurs(backup, connection);
      List<String> faults = Inspection.faults(connection);
      if (!faults.isEmpty()) {
        throw new StateException(
            StateException.Reason.DAMAGED,
            backup + " is damaged (" + faults.getFirst() + "); take another backup",
            null);
      }
    } catch (SQLException e) {
      throw Failures.of(backup, e);
    }
  }
}
