package dev.lockstep.cli;

import java.io.PrintWriter;

/// What is said on stderr when a run is ended from outside, in place of its progress.
///
/// @param state how things stand then
record Interruption(PrintWriter err, ProgressLine progress, DifferenceRows rows, String state)
    implements Runnable {
  static final String NOTHING_CHANGED = "nothing was changed in either store";
  static final String UNFINISHED =
      "no object at the destination is half-written, though unfinished multipart uploads and a trial object may"
          + " remain there; run the same line again to go on with them";

  @Override
  public void run() {
    progress.close();
    err.println("lockstep: interrupted; " + state);
    err.flush();
    rows.close();
  }
}
