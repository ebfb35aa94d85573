package dev.lockstep.drill;

import dev.lockstep.copy.UnfinishedUpload;
import dev.lockstep.drill.Program.Ending;
import dev.lockstep.journal.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Starts the program as a process and kills it at seeded moments of its work, lets it come to its
/// end every few kills, and looks each time at what there is. One thread, but for [#stop].
final class KillTrials {
  private static final String TRIAL = "the program is killed";
  private static final long LONGEST_RUN_MINUTES = 60;
  private static final int MOST_KILLS_A_ROUND = 4;
  private static final int MISSES_FOR_A_KILL = 4;

  private final Program program;
  private final Oracle oracle;
  private final DrillSettings settings;
  private final Path folder;
  private final Path state;
  private final Consumer<String> progress;
  private final Runnable goesOn;
  private final SplittableRandom random;
  private volatile @Nullable Process child;
  private KillTally tally = KillTally.NONE;
  private long partsOfAll;
  private long windowNanos;

  /// @param folder for what the program says
  /// @param state its state folder
  /// @param goesOn called between the steps; throws when the drill is told to stop
  KillTrials(
      Program program,
      Oracle oracle,
      DrillSettings settings,
      Path folder,
      Path state,
      Consumer<String> progress,
      Runnable goesOn) {
    this.program = program;
    this.oracle = oracle;
    this.settings = settings;
    this.folder = folder;
    this.state = state;
    this.progress = progress;
    this.goesOn = goesOn;
    this.random = new SplittableRandom(settings.seed() ^ 0x9E3779B9L);
  }

  KillTally tally() {
    return tally;
  }

  /// Ends the process that is running, if one is. Any thread.
  void stop() {
    Process running = child;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  void run() {
    if (settings.kills() == 0) {
      return;
    }
    try {
      killAndLook();
    } finally {
      endTheChild();
    }
  }

  /// However this ends, the program must not go on writing where all is removed next.
  private void endTheChild() {
    Process last = child;
    if (last != null) {
      last.destroyForcibly().onExit().join();
    }
  }

  private void killAndLook() {
    oracle.empty(random, true);
    measure();
    int misses = 0;
    while (tally.kills() < settings.kills() && misses < settings.kills() * MISSES_FOR_A_KILL) {
      oracle.empty(random, random.nextBoolean());
      int wanted = 1 + random.nextInt(MOST_KILLS_A_ROUND);
      boolean killed = true;
      for (int i = 0; i < wanted && killed && tally.kills() < settings.kills(); i++) {
        progress.accept("kill " + (tally.kills() + 1) + " of " + settings.kills());
        killed = isKilled((long) (random.nextDouble() * windowNanos));
      }
      if (killed) {
        progress.accept("the run after kill " + tally.kills());
        isKilled(Long.MAX_VALUE);
      } else {
        // It was through before its moment came: the next ones come earlier.
        misses++;
        windowNanos = Math.max(1, windowNanos * 3 / 4);
      }
    }
    // A kill may fall between a store's taking a part and our hearing of it: that part is sent
    // again.
    long most = Math.max(Math.max(2, tally.kills() / 2), tally.parts() / 20);
    if (tally.repeatedParts() > most) {
      throw new BrokenException(
          Promise.LITTLE_REPEATED,
          TRIAL,
          "",
          tally.repeatedParts() + " parts were sent again that the store had taken");
    }
  }

  /// A run that nobody kills: how long the program works, and how many parts there are.
  private void measure() {
    progress.accept("a run that nobody kills");
    String mark = mark();
    Process process = start();
    awaitWork(process, mark);
    long began = System.nanoTime();
    await(process, Long.MAX_VALUE);
    windowNanos = System.nanoTime() - began;
    Ending ending = ending(process);
    mustHaveEndedWell(ending);
    partsOfAll = ending.parts();
  }

  /// Runs the program once.
  ///
  /// @param after how long it works until it is killed
  /// @return whether it was killed; else it came to its end, and all was well
  private boolean isKilled(long after) {
    Map<String, String> before = oracle.wrong();
    long noted = notedParts();
    String mark = mark();
    Process process = start();
    boolean works = awaitWork(process, mark);
    if (works && !await(process, after)) {
      process.destroyForcibly();
      await(process, Long.MAX_VALUE);
      goesOn.run();
      tally = tally.killed();
      look(before.keySet());
      return true;
    }
    Ending ending = ending(process);
    mustHaveEndedWell(ending);
    long missingLarge = oracle.objects().largeKeys().stream().filter(before::containsKey).count();
    long needed = Math.max(0, partsOfAll * missingLarge / oracle.objects().large().size() - noted);
    long copiedAgain = Math.max(0, ending.copied() - before.size());
    tally =
        tally.ended(
            ending.copied(), ending.parts(), copiedAgain, Math.max(0, ending.parts() - needed));
    if (copiedAgain > 0) {
      throw new BrokenException(
          Promise.LITTLE_REPEATED, TRIAL, "", copiedAgain + " objects were copied again");
    }
    return false;
  }

  private Process start() {
    try {
      Process started = program.start(folder.resolve("out"), folder.resolve("err"));
      child = started;
      goesOn.run();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("The program can't be started: " + e.getMessage(), e);
    }
  }

  /// Which journals there are; another text when one was begun.
  private String mark() {
    StringBuilder mark = new StringBuilder();
    for (Path run : RunFolder.withJournals(state)) {
      try {
        BasicFileAttributes journal =
            Files.readAttributes(run.resolve("journal"), BasicFileAttributes.class);
        mark.append(journal.fileKey()).append(' ').append(journal.lastModifiedTime()).append(';');
      } catch (NoSuchFileException e) {
        mark.append("gone;");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return mark.toString();
  }

  /// Waits until the program has begun its journal.
  ///
  /// @param before what there was of journals when it was started
  /// @return whether it has; else it has ended
  private boolean awaitWork(Process process, String before) {
    while (mark().equals(before)) {
      if (await(process, TimeUnit.MILLISECONDS.toNanos(2))) {
        return false;
      }
    }
    return true;
  }

  /// @return whether it has ended
  private static boolean await(Process process, long nanos) {
    try {
      if (nanos < Long.MAX_VALUE) {
        return process.waitFor(nanos, TimeUnit.NANOSECONDS);
      }
      if (process.waitFor(LONGEST_RUN_MINUTES, TimeUnit.MINUTES)) {
        return true;
      }
      process.destroyForcibly();
      throw new BrokenException(
          Promise.HONEST_END, TRIAL, "", "a run does not end in " + LONGEST_RUN_MINUTES + " min");
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Nobody interrupts a drill", e);
    }
  }

  private Ending ending(Process process) {
    goesOn.run();
    try {
      return new Ending(
          process.exitValue(),
          Files.readString(folder.resolve("out")),
          Files.readString(folder.resolve("err")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void mustHaveEndedWell(Ending ending) {
    if (!ending.success()) {
      throw new BrokenException(Promise.HEALED, TRIAL, "", ending.toString());
    }
    oracle.mustBeRight(Promise.NO_FALSE_SUCCESS, TRIAL);
    oracle.mustHaveNoUploads(TRIAL);
  }

  /// Right after a kill.
  private void look(Set<String> wrongBefore) {
    oracle
        .wrong()
        .forEach((key, what) -> {
          if (!wrongBefore.contains(key)) {
            throw new BrokenException(Promise.NOTHING_LOST, TRIAL, key, what);
          }
          if (!what.equals(Witness.MISSING)) {
            throw new BrokenException(Promise.NOTHING_HALF_WRITTEN, TRIAL, key, what);
          }
        });
  }

  /// Parts that the store has taken, as the journal has it.
  private long notedParts() {
    return RunFolder.withJournals(state).stream()
        .flatMap(journal -> RunFolder.left(journal).uploads().stream())
        .map(UnfinishedUpload::parts)
        .mapToLong(parts -> parts.size())
        .sum();
  }
}
