package dev.lockstep.sqlite;

import dev.lockstep.state.StateException;
import dev.lockstep.state.StateException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Says in the port's words what SQLite, the file system or the library's loading has said.
///
/// The numbers are SQLite's result codes (sqlite.org/rescode.html), the last eight bits of the
/// extended ones.
final class Failures {
  private static final int PERM = 3;
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READONLY = 8;
  private static final int IOERR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int NOTADB = 26;

  private static final String ANEW =
      "; restore a backup ('lockstep state restore FILE'), or move it away: what it knew of versions is found out again, configurations of inventories are lost";

  private Failures() {}

  static StateException of(Path file, SQLException e) {
    return switch (e.getErrorCode() & 0xff) {
      case CORRUPT, NOTADB -> damaged(file, e);
      case FULL ->
          unusable(file, "the disk is full; make room. What was recorded before is there", e);
      case PERM, READONLY, CANTOPEN, IOERR ->
          unusable(file, e.getMessage() + "; mend that, or choose another with --state-dir", e);
      case BUSY, LOCKED ->
          new StateException(
              Reason.HELD,
              file
                  + " was being written by another process for more than "
                  + Connections.BUSY.toSeconds()
                  + " s; wait for it to end, or stop it",
              e);
      default -> unusable(file, String.valueOf(e.getMessage()), e);
    };
  }

  static StateException of(Path file, IOException e) {
    return unusable(file, e + "; mend that, or choose another with --state-dir", e);
  }

  /// What another thread was thrown, for the one that waited.
  static RuntimeException again(Path file, @Nullable Throwable e) {
    return switch (e) {
      case StateException state -> new StateException(state.reason(), state.getMessage(), state);
      case SQLException sql -> of(file, sql);
      case null, default -> new IllegalStateException("Writing " + file + " failed", e);
    };
  }

  private static StateException damaged(Path file, SQLException e) {
    return new StateException(
        Reason.DAMAGED, file + " is damaged (" + e.getMessage() + ")" + ANEW, e);
  }

  static StateException notOurs(Path file) {
    return new StateException(Reason.DAMAGED, file + " was not written by Lockstep" + ANEW, null);
  }

  static StateException newer(Path file, int version) {
    return new StateException(
        Reason.NEWER,
        file
            + " was written by a later Lockstep (schema "
            + version
            + ", and this one knows up to "
            + Schema.CURRENT
            + "); use that one, or another --state-dir",
        null);
  }

  static StateException withoutLibrary(Throwable e) {
    return new StateException(
        Reason.UNUSABLE,
        "SQLite's library can't be loaded from "
            + System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"))
            + " ("
            + e.getMessage()
            + "); if programs may not be run from there (mount option noexec), name a folder from which they may:"
            + " LOCKSTEP_JAVA_OPTS=-Dorg.sqlite.tmpdir=DIR",
        e);
  }

  static StateException unusable(Path file, String why, Exception e) {
    return new StateException(Reason.UNUSABLE, file + " can't be used: " + why, e);
  }
}
