package dev.lockstep.journal;

import dev.lockstep.listing.BucketScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder in which runs between two places write down what a next run must know. One run at a
/// time holds it: the operating system lets go of it when the process ends, however it ends.
///
/// Under the state folder: `runs/SOURCE-DESTINATION-DIGEST/`, with the files `lock` and `journal`.
public final class RunFolder implements AutoCloseable {
  private static final int NAME_OF_A_BUCKET = 40;

  private final Path folder;
  private final FileChannel lock;
  private final Unfinished unfinished;

  private RunFolder(Path folder, FileChannel lock, Unfinished unfinished) {
    this.folder = folder;
    this.lock = lock;
    this.unfinished = unfinished;
  }

  /// Takes hold of the folder of two places.
  ///
  /// @param state the state folder
  /// @param wait whether to wait while another run holds it
  /// @throws RunInProgressException when another run holds it
  /// @throws UncheckedIOException when it can't be used
  public static RunFolder take(
      Path state, BucketScope source, BucketScope destination, boolean wait, InstantSource clock) {
    Path folder = state.resolve("runs").resolve(nameOf(source, destination));
    try {
      OwnersAlone.createFolders(folder);
      FileChannel channel =
          OwnersAlone.open(
              folder.resolve("lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
      try {
        if (acquire(channel, wait) == null) {
          throw new RunInProgressException(
              "another run from "
                  + source
                  + " to "
                  + destination
                  + " is alive ("
                  + read(channel)
                  + "); wait for it, with --wait if you like");
        }
        say(channel, "process " + ProcessHandle.current().pid() + ", since " + clock.instant());
        return new RunFolder(
            folder, channel, Unfinished.of(Journal.read(folder.resolve("journal"))));
      } catch (RuntimeException | IOException | Error e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The state folder "
              + folder
              + " can't be used: "
              + e.getMessage()
              + "; choose another with --state-dir",
          e);
    }
  }

  private static @Nullable FileLock acquire(FileChannel channel, boolean wait) throws IOException {
    try {
      return wait ? channel.lock() : channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(200);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
  }

  private static void say(FileChannel channel, String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)), 0);
  }

  /// Two places have a folder of their own wherever their names are the same.
  private static String nameOf(BucketScope source, BucketScope destination) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (BucketScope scope : List.of(source, destination)) {
        digest.update(scope.store().endpoint().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(scope.bucket().value().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(scope.prefix().toBytes());
        digest.update((byte) 0);
      }
      String shortDigest = HexFormat.of().formatHex(digest.digest(), 0, 8);
      return fileName(source) + "-" + fileName(destination) + "-" + shortDigest;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String fileName(BucketScope scope) {
    String name = scope.bucket().value().replaceAll("[^A-Za-z0-9.-]", "_");
    return name.substring(0, Math.min(NAME_OF_A_BUCKET, name.length()));
  }

  /// What earlier runs left undone.
  public Unfinished unfinished() {
    return unfinished;
  }

  /// Begins the journal of a run.
  public RunNotes begin(JournalRecord.RunBegan run) {
    return RunNotes.in(this, run);
  }

  Journal begin(Unfinished before) {
    return Journal.begin(folder.resolve("journal"), before.records());
  }

  /// Nothing is left undone: the journal goes.
  void forget() {
    try {
      Files.deleteIfExists(folder.resolve("journal"));
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " can't be cleared: " + e.getMessage(), e);
    }
  }

  /// Lets go of the folder.
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " can't be closed: " + e.getMessage(), e);
    }
  }
}
