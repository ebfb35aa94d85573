package dev.lockstep.sqlite;

import dev.lockstep.state.StateException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// A file that a backup is written to: under another name until all of it is on the disk.
final class BackupFile {
  private final Path file;
  private final Path unfinished;

  BackupFile(Path file) {
    this.file = file.toAbsolutePath();
    this.unfinished = this.file.resolveSibling(this.file.getFileName() + ".unfinished");
  }

  /// @return the file
  /// @throws StateException when there is such a file, or it can't be written
  Path write(Connection connection) throws SQLException {
    try {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      // A backup that was killed has left it.
      Files.deleteIfExists(unfinished);
      OwnersAlone.createFile(unfinished);
      try {
        copy(connection);
        StateFiles.force(unfinished);
        Files.move(unfinished, file);
      } finally {
        Files.deleteIfExists(unfinished);
      }
      return file;
    } catch (FileAlreadyExistsException e) {
      throw new StateException(
          StateException.Reason.UNUSABLE,
          file + " is there already; name another, or remove it",
          e);
    } catch (NoSuchFileException e) {
      throw Failures.unusable(
          file, "there is no folder " + file.getParent() + "; make it, or name another file", e);
    } catch (IOException e) {
      throw Failures.unusable(file, e + "; mend that, or name another file", e);
    }
  }

  private void copy(Connection connection) throws SQLException {
    try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, unfinished.toString());
      vacuum.execute();
    } catch (SQLException e) {
      throw Failures.of(file, e);
    }
  }
}
