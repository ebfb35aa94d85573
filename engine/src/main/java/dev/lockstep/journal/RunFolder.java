package dev.lockstep.journal;

import dev.lockstep.listing.BucketScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
import java.util.function.Consumer;
import java.util.stream.Stream;
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
  /// @param waiting is told for whom, before this waits while another run holds it; null for not to
  ///   wait
  /// @throws RunInProgressException when another run holds it
  /// @throws UncheckedIOException when it can't be used
  public static RunFolder take(
      Path state,
      BucketScope source,
      BucketScope destination,
      @Nullable Consumer<String> waiting,
      InstantSource clock) {
    Path folder = of(state, source, destination);
    try {
      OwnersAlone.createFolders(folder);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
    return take(folder, source + " to " + destination, waiting, clock);
  }

  /// Takes hold of a folder that is there, if no run does.
  ///
  /// @throws RunInProgressException when a run holds it
  /// @throws UncheckedIOException when it can't be used
  public static RunFolder take(Path folder, String pair, InstantSource clock) {
    return take(folder, pair, null, clock);
  }

  private static RunFolder take(
      Path folder, String pair, @Nullable Consumer<String> waiting, InstantSource clock) {
    try {
      FileChannel channel =
          OwnersAlone.open(
              folder.resolve("lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
      try {
        lock(channel, pair, waiting);
        say(channel, "process " + ProcessHandle.current().pid() + ", since " + clock.instant());
        return new RunFolder(folder, channel, left(folder));
      } catch (RuntimeException | IOException | Error e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static void lock(FileChannel channel, String pair, @Nullable Consumer<String> waiting)
      throws IOException {
    if (isLocked(channel)) {
      return;
    }
    String alive = "another run from " + pair + " is alive (" + read(channel) + ")";
    if (waiting == null) {
      throw new RunInProgressException(alive);
    }
    waiting.accept(alive);
    channel.lock();
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static UncheckedIOException unusable(Path folder, IOException e) {
    return new UncheckedIOException(
        "The state folder "
            + folder
            + " can't be used: "
            + e
            + "; mend that, or choose another with --state-dir",
        e);
  }

  /// The folders of a state folder in which runs have left something, in the order of their names.
  ///
  /// @throws UncheckedIOException when it can't be read
  public static List<Path> withJournals(Path state) {
    Path runs = state.resolve("runs");
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(runs)) {
      return folders.filter(folder -> Files.exists(folder.resolve("journal"))).sorted().toList();
    } catch (IOException e) {
      throw unusable(runs, e);
    }
  }

  /// The folder of two places, whether it is there or not.
  public static Path of(Path state, BucketScope source, BucketScope destination) {
    return state.resolve("runs").resolve(nameOf(source, destination));
  }

  /// What earlier runs left undone. A run may be alive, and going on with it.
  ///
  /// @throws UncheckedIOException when it can't be read
  public static Unfinished left(Path folder) {
    return Unfinished.of(Journal.read(folder.resolve("journal")));
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
