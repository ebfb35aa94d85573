package dev.lockstep.process;

import dev.lockstep.process.Strike.Side;
import dev.lockstep.sandbox.fault.Asked;
import dev.lockstep.sandbox.fault.Doorkeeper;
import dev.lockstep.sandbox.fault.Visit;
import dev.lockstep.telemetry.RequestKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Looks at all requests of a process to both sides, kills it at a chosen one, and counts what the
/// destination was made to do more than once.
final class Killer {
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);

  /// How long an answer may take to be heard and written down by a process that waits for a
  /// processor.
  private static final long ON_THE_WAY = TimeUnit.MILLISECONDS.toNanos(50);

  private record Told(Asked asked, long at) {}

  private @Nullable Process process;
  private @Nullable Strike strike;
  private int left;
  private int leftAtAll;
  private boolean dead;
  private int underWay;
  private final Map<Asked, Integer> carriedOut = new HashMap<>();
  private final Map<Asked, Integer> untold = new HashMap<>();
  private final List<Told> justTold = new ArrayList<>();

  /// Looks at one side.
  Doorkeeper at(Side side) {
    return (moment, visit) -> passes(side, moment, visit);
  }

  private boolean passes(Side side, Doorkeeper.Moment moment, Visit visit) {
    Process victim = null;
    boolean goesOn;
    synchronized (this) {
      if (strike != null && !dead && falls(strike, side, moment, visit)) {
        dead = true;
        victim = process;
        forgetWhatWasJustTold();
      }
      count(side, moment, visit);
      // What reached the server is carried out; what the process would hear is not.
      goesOn = !dead || (victim == null && !tells(moment));
    }
    if (victim != null) {
      victim.destroyForcibly();
    }
    return goesOn;
  }

  private boolean falls(Strike at, Side side, Doorkeeper.Moment moment, Visit visit) {
    if (Strike.isEndAtDestination(side, moment)) {
      leftAtAll--;
    }
    if (at.concerns(side, moment, visit)) {
      left--;
    }
    return left == 0 || leftAtAll == 0;
  }

  private static boolean tells(Doorkeeper.Moment moment) {
    return switch (moment) {
      case BEGUN, READ, ENDED -> false;
      case CARRIED_OUT, HALF_TOLD, TOLD -> true;
    };
  }

  private void count(Side side, Doorkeeper.Moment moment, Visit visit) {
    switch (moment) {
      case BEGUN -> underWay++;
      case ENDED -> {
        underWay--;
        notifyAll();
      }
      case CARRIED_OUT -> {
        if (side == Side.DESTINATION && isWrite(visit)) {
          carriedOut.merge(visit.asked(), 1, Integer::sum);
          untold.merge(visit.asked(), 1, Integer::sum);
        }
      }
      case TOLD -> {
        if (side == Side.DESTINATION && isWrite(visit) && !dead) {
          untold.merge(visit.asked(), -1, Integer::sum);
          justTold.add(new Told(visit.asked(), System.nanoTime()));
        }
      }
      case READ, HALF_TOLD -> {}
    }
  }

  /// What was on its way to the process, and perhaps no further.
  private void forgetWhatWasJustTold() {
    long now = System.nanoTime();
    for (Told told : justTold) {
      if (now - told.at() < ON_THE_WAY) {
        untold.merge(told.asked(), 1, Integer::sum);
      }
    }
    justTold.clear();
  }

  private static boolean isWrite(Visit visit) {
    RequestKind kind = visit.asked().kind();
    return visit.status() == 200 && (kind == RequestKind.PUT || kind == RequestKind.MULTIPART_PART);
  }

  /// From now on this process is looked at. Only when nothing of another is under way.
  ///
  /// @param at null when it is to live
  synchronized void turnTo(Process next, @Nullable Strike at) {
    process = next;
    strike = at;
    left = at == null ? 0 : at.number();
    leftAtAll = at == null ? 0 : at.latest();
    dead = false;
    justTold.clear();
  }

  /// Whether the process was killed by this.
  synchronized boolean struck() {
    return dead;
  }

  /// Waits until nothing more will come of any request.
  synchronized void awaitSilence() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    while (underWay > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, end - System.nanoTime()));
      if (System.nanoTime() > end) {
        throw new AssertionError(underWay + " requests don't end");
      }
    }
  }

  /// Writes that the destination has carried out, by what they wrote.
  ///
  /// @param all how many there were
  /// @param again how many were there before
  /// @param unheard how many of these because the process was killed before it heard of the first
  record Writes(int all, int again, int unheard) {}

  /// Tells what was written and begins to count anew.
  synchronized Writes writes(RequestKind kind) {
    int all = 0;
    int again = 0;
    int unheard = 0;
    for (Map.Entry<Asked, Integer> each : carriedOut.entrySet()) {
      if (each.getKey().kind() == kind) {
        int repeated = each.getValue() - 1;
        all += each.getValue();
        again += repeated;
        unheard += Math.min(repeated, untold.getOrDefault(each.getKey(), 0));
      }
    }
    carriedOut.keySet().removeIf(asked -> asked.kind() == kind);
    untold.keySet().removeIf(asked -> asked.kind() == kind);
    return new Writes(all, again, unheard);
  }
}
