package dev.lockstep.compare;

import dev.lockstep.compare.Difference.Reason;
import dev.lockstep.concurrent.BoundedTasks;
import dev.lockstep.listing.KeySpan;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Pairs that rows alone leave undecided, looked into while the walk goes on. Any thread may ask.
final class Questions implements AutoCloseable {
  /// How many are looked into at once.
  private static final int AT_ONCE = 64;

  /// Who can tell more than rows.
  @FunctionalInterface
  interface Judge {
    /// Why the two are not the same; empty when they are.
    ///
    /// @throws RuntimeException when that can't be found out: then the pair stays undecided
    Optional<Reason> decide(Difference question);
  }

  private final BoundedTasks tasks = new BoundedTasks("question-");
  private final Semaphore slots = new Semaphore(AT_ONCE);
  private final Judge judge;
  private final DifferenceListener listener;
  private final Tally total;

  Questions(Judge judge, DifferenceListener listener, Tally total) {
    this.judge = judge;
    this.listener = listener;
    this.total = total;
  }

  /// Asks about a pair of some keys.
  void ask(Difference question, Piece piece) {
    piece.open.incrementAndGet();
    tasks.start(
        slots,
        () -> {
          answer(question);
          piece.close();
        });
  }

  /// Some keys of a range: they have been compared when all have been handled and every question
  /// that came up is answered.
  final class Piece {
    private final AtomicInteger open = new AtomicInteger(1);
    private volatile KeySpan span = KeySpan.EVERYTHING;

    private void close() {
      if (open.decrementAndGet() == 0) {
        listener.compared(span);
      }
    }

    void handled(KeySpan all) {
      span = all;
      close();
    }
  }

  private void answer(Difference question) {
    Tally one = new Tally();
    Optional<Difference> found = decided(question);
    if (found.isEmpty()) {
      one.same++;
    } else {
      one.different++;
      one.undecided += found.get().reason() == Reason.UNDECIDED ? 1 : 0;
      listener.found(found.get());
    }
    total.take(one);
  }

  /// The question with its answer; empty when the two are the same. What stores fail to answer
  /// stays undecided.
  private Optional<Difference> decided(Difference question) {
    try {
      return judge.decide(question).map(reason -> answered(question, reason, ""));
    } catch (RuntimeException e) {
      return Optional.of(answered(question, Reason.UNDECIDED, String.valueOf(e.getMessage())));
    }
  }

  private static Difference answered(Difference question, Reason reason, String note) {
    return new Difference(question.key(), question.source(), question.destination(), reason, note);
  }

  void throwIfFailed() {
    tasks.throwIfFailed();
  }

  /// Waits until all have been answered.
  @Override
  public void close() {
    tasks.close();
  }
}
