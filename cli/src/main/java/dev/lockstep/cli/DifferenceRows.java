package dev.lockstep.cli;

import dev.lockstep.compare.Difference;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.compare.DifferenceReport;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The differences that a command hears of: the first few to show, and all of them in a file if one
/// was asked for. Any thread may add.
///
/// The file gets its rows at the end of a run, and only of one that has looked at everything: when
/// this is closed it is said on stderr if it hasn't.
final class DifferenceRows implements DifferenceListener, AutoCloseable {
  private static final int SHOWN = 10;

  private final List<Difference> first = new ArrayList<>();
  private final @Nullable Path path;
  private final @Nullable DifferenceReport file;
  private final boolean showsExtras;
  private final PrintWriter err;
  private boolean whole;
  private boolean closed;
  private volatile boolean failed;

  private DifferenceRows(
      @Nullable Path path, @Nullable DifferenceReport file, boolean showsExtras, PrintWriter err) {
    this.path = path;
    this.file = file;
    this.showsExtras = showsExtras;
    this.err = err;
  }

  /// @param path null for no file
  /// @param forSpreadsheets whether no cell of it may be a formula
  /// @param showsExtras whether what only the destination has is among the few to show
  /// @param err where to say what became of the file, unless it holds the rows
  static DifferenceRows to(
      @Nullable Path path, boolean forSpreadsheets, boolean showsExtras, PrintWriter err) {
    try {
      return new DifferenceRows(path, file(path, forSpreadsheets), showsExtras, err);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable DifferenceReport file(@Nullable Path path, boolean forSpreadsheets) {
    if (path == null) {
      return null;
    }
    return forSpreadsheets ? DifferenceReport.forSpreadsheets(path) : DifferenceReport.to(path);
  }

  @Override
  public void found(Difference difference) {
    synchronized (first) {
      boolean shown = showsExtras || difference.side() != Difference.Side.DESTINATION;
      if (shown && difference.explanation() == null && first.size() < SHOWN) {
        first.add(difference);
      }
    }
    if (file != null) {
      add(file, difference);
    }
  }

  private void add(DifferenceReport report, Difference difference) {
    try {
      report.found(difference);
    } catch (UncheckedIOException e) {
      failed = true;
      throw e;
    }
  }

  @Override
  public void begunAnew() {
    synchronized (first) {
      first.clear();
    }
    if (file != null && path != null) {
      forgetRows(file, path);
    }
  }

  private void forgetRows(DifferenceReport report, Path name) {
    try {
      long gone = report.forgetRows();
      if (gone > 0) {
        say("the first " + gone + " rows in " + name + " are void: it is looked at anew");
      }
    } catch (UncheckedIOException e) {
      failed = true;
      throw e;
    }
  }

  List<Difference> first() {
    synchronized (first) {
      return List.copyOf(first);
    }
  }

  /// All differences have been told.
  synchronized void areWhole() {
    whole = true;
  }

  /// Of a run. One whose file could not be written has not given what was asked for.
  synchronized ExitCode exitCode(ExitCode ofRun) {
    boolean ended = ofRun == ExitCode.DONE || ofRun == ExitCode.NOT_IN_STEP;
    return failed && ended ? ExitCode.WRONG_USAGE : ofRun;
  }

  @Override
  public synchronized void close() {
    if (file == null || path == null || closed) {
      return;
    }
    closed = true;
    if (whole) {
      finish(file);
    } else {
      String rows =
          file.abandon().map(part -> "; the rows found until then are in " + part).orElse("");
      say(
          "the report "
              + path
              + (Files.exists(path) ? " is as it was" : " was not written")
              + ", as not everything was looked at"
              + rows);
    }
  }

  private void finish(DifferenceReport report) {
    try {
      report.finish();
    } catch (UncheckedIOException e) {
      failed = true;
      say(String.valueOf(e.getMessage()));
    }
  }

  private void say(String message) {
    err.println("lockstep: " + message);
    err.flush();
  }
}
