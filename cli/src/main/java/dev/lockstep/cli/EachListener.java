package dev.lockstep.cli;

import dev.lockstep.compare.Difference;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.listing.KeySpan;
import java.util.List;

/// Tells several listeners, one after the other.
record EachListener(List<DifferenceListener> all) implements DifferenceListener {
  @Override
  public void found(Difference difference) {
    all.forEach(one -> one.found(difference));
  }

  @Override
  public void compared(KeySpan span) {
    all.forEach(one -> one.compared(span));
  }

  @Override
  public void begunAnew() {
    all.forEach(DifferenceListener::begunAnew);
  }

  @Override
  public void goesOn() {
    all.forEach(DifferenceListener::goesOn);
  }
}
