package dev.lockstep.sqlite;

import dev.lockstep.state.StatePlace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// The files of a state folder, and in which order one takes another's place.
///
/// No file of SQLite's is ever opened here while SQLite may have it open in this process: closing
/// it would let go of SQLite's locks.
final class StateFiles {
  static final String DATABASE = "state.db";

  /// What SQLite keeps beside a database while it is in use, or after a kill.
  private static final List<String> BESIDE = List.of("-wal", "-shm");

  private final Path folder;

  StateFiles(Path folder) {
    this.folder = folder;
  }

  Path database() {
    return folder.resolve(DATABASE);
  }

  /// A backup that is complete, but not yet in its place.
  Path restoring() {
    return folder.resolve(DATABASE + ".restoring");
  }

  /// What was there before a restoration.
  private Path replaced() {
    return folder.resolve(DATABASE + ".replaced");
  }

  Path storeLock() {
    return locks().resolve("store");
  }

  /// Two places have a file of their own wherever their names are the same.
  Path lockOf(StatePlace source, StatePlace destination) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (StatePlace place : List.of(source, destination)) {
        digest.update(place.endpoint().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(place.bucket().value().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(place.prefix().toBytes());
        digest.update((byte) 0);
      }
      return locks().resolve("version-map-" + HexFormat.of().formatHex(digest.digest(), 0, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private Path locks() {
    return folder.resolve("state.locks");
  }

  void createFolders() throws IOException {
    OwnersAlone.createFolders(locks());
  }

  boolean isThere() {
    return Files.exists(database()) || Files.exists(replaced());
  }

  void createDatabase() throws IOException {
    if (!Files.exists(database())) {
      try {
        OwnersAlone.createFile(database());
      } catch (FileAlreadyExistsException e) {
        // By another process, just now.
      }
    }
  }

  /// In bytes, with what is not yet in the database proper.
  ///
  /// @throws dev.lockstep.state.StateException when nobody can tell
  long bytes() {
    try {
      long bytes = Files.size(database());
      Path log = beside(database(), "-wal");
      return Files.exists(log) ? bytes + Files.size(log) : bytes;
    } catch (IOException e) {
      throw Failures.of(database(), e);
    }
  }

  /// Puts what is ready in the place of the database. A process that dies in between leaves what
  /// [#endInterruptedRestore] understands.
  void replaceDatabase() throws IOException {
    force(restoring());
    move(database(), replaced());
    Files.move(restoring(), database(), StandardCopyOption.ATOMIC_MOVE);
    force(folder);
    delete(replaced());
  }

  /// A restoration that died before its end is as if it had never begun; one that had all in its
  /// place only has to be tidied up. To be called while nobody has the database open.
  void endInterruptedRestore() throws IOException {
    boolean ready = Files.exists(restoring());
    if (Files.exists(replaced()) || Files.exists(beside(replaced(), "-wal"))) {
      if (ready) {
        move(replaced(), database());
        force(folder);
      } else {
        delete(replaced());
      }
    }
    if (ready) {
      delete(restoring());
    }
  }

  private static Path beside(Path database, String ending) {
    return database.resolveSibling(database.getFileName() + ending);
  }

  private static void move(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
    for (String ending : BESIDE) {
      if (Files.exists(beside(from, ending))) {
        Files.move(beside(from, ending), beside(to, ending), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static void delete(Path database) throws IOException {
    for (String ending : BESIDE) {
      Files.deleteIfExists(beside(database, ending));
    }
    Files.deleteIfExists(database);
  }

  /// Has a file, or the names in a folder, on the disk.
  static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, Set.of(StandardOpenOption.READ))) {
      channel.force(true);
    }
  }
}
