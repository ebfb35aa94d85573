package dev.lockstep.endpoint;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells a store that is out as a whole from one that fails at an object, and waits for the first
/// until it is back or patience is at its end. One for all requests of a store; any thread may
/// call.
///
/// A request that has failed too often asks: has the store done anything since for anybody? If not,
/// one thread at a time asks the store a simple question, after growing pauses, while all others
/// wait. So a store that is out hears one small request every few seconds, however many wait.
final class StoreHealth {
  /// How long a store is waited for from which nothing has come yet: its address may be wrong.
  static final Duration FIRST_CONTACT = Duration.ofSeconds(15);

  private final RetryPolicy policy;
  private final Consumer<StoreException> outages;
  private final WaitingClock clock;
  private final AtomicBoolean asking = new AtomicBoolean();

  /// Whether something has failed since the last answer: only then are answers noted.
  private volatile boolean suspected = true;

  private volatile boolean known;
  private volatile long lastAnswer;
  private volatile @Nullable StoreException givenUp;

  /// How long that was waited for, written before it.
  private volatile long givenUpAfter;

  // Written by the thread that asks.
  private volatile boolean out;
  private volatile long lastSilence;
  private volatile long outSince;
  private volatile long nextQuestion;
  private int questions;

  /// @param outages hears of each time that the store is found to be out, once
  StoreHealth(RetryPolicy policy, Consumer<StoreException> outages) {
    this.outages = outages;
    this.policy = policy;
    clock = policy.clock();
    lastAnswer = clock.nanos() - 1;
    lastSilence = lastAnswer;
  }

  /// Whether a failure may be one of the store as a whole.
  static boolean isOfStore(StoreFailure failure) {
    return switch (failure) {
      case StoreFailure.Throttled _, StoreFailure.Transient _ -> true;
      case StoreFailure.Unreachable unreachable -> !unreachable.lasting();
      case StoreFailure.Missing _,
          StoreFailure.Denied _,
          StoreFailure.Expired _,
          StoreFailure.ClockSkewed _,
          StoreFailure.Changed _,
          StoreFailure.Unsupported _,
          StoreFailure.Refused _,
          StoreFailure.Corrupted _ ->
          false;
    };
  }

  /// A request has succeeded.
  void answered() {
    if (suspected) {
      lastAnswer = clock.nanos();
      known = true;
      out = false;
      suspected = false;
    }
  }

  /// A request has failed in a way that may be the store's as a whole.
  void failed() {
    if (!suspected) {
      suspected = true;
    }
  }

  /// @throws StoreException when the store has been given up
  void endIfGivenUp() {
    StoreException last = givenUp;
    if (last != null) {
      throw last.givingUp(Duration.ofNanos(givenUpAfter));
    }
  }

  /// Waits until the store is back, if it is out.
  ///
  /// @param failure of a request that has failed since `since`
  /// @param question to the store, which one that is not out answers
  /// @return whether the store was out meanwhile; if not, the failure is the request's own
  /// @throws StoreException when the store is given up
  boolean outlasted(StoreException failure, long since, Runnable question) {
    for (int round = 2; lastAnswer - since <= 0; round++) {
      if (clock.nanos() - nextQuestion >= 0 || !out) {
        if (asking.compareAndSet(false, true)) {
          try {
            if (answers(failure, since, question)) {
              break;
            }
          } finally {
            asking.set(false);
          }
        }
      }
      if (Thread.currentThread().isInterrupted()) {
        throw failure;
      }
      policy.pauseBefore(round);
      endIfGivenUp();
    }
    return lastSilence - since >= 0;
  }

  private boolean answers(StoreException failure, long since, Runnable question) {
    endIfGivenUp();
    StoreException silence;
    try {
      question.run();
      silence = null;
    } catch (StoreException e) {
      silence = isOfStore(e.failure()) ? e : null;
    }
    if (silence == null) {
      suspected = true;
      answered();
      return true;
    }
    long now = clock.nanos();
    if (!out) {
      out = true;
      outSince = since;
      questions = 0;
      outages.accept(failure);
    }
    questions++;
    lastSilence = now;
    nextQuestion = now + policy.pause(1 + questions);
    long patience = patience(silence);
    if (now - outSince >= patience) {
      givenUpAfter = patience;
      givenUp = failure;
    }
    return false;
  }

  private long patience(StoreException silence) {
    long patience = policy.giveUpAfter().toNanos();
    boolean mute = !known && silence.failure().detail().status() == 0;
    return mute ? Math.min(patience, FIRST_CONTACT.toNanos()) : patience;
  }
}
