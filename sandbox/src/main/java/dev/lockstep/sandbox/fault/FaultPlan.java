package dev.lockstep.sandbox.fault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which requests a fault hits, and how often: decided by a seed and by what a request asks for,
/// not by when it comes, so that a run of many threads is hit at the same places each time.
/// Remembers what was hit. Any thread may call.
public final class FaultPlan {
  private final @Nullable Fault fault;
  private final long seed;
  private final Predicate<Asked> where;
  private final int oneIn;
  private final int times;
  private final Map<Asked, Integer> hits = new HashMap<>();
  private final List<Asked> injected = new ArrayList<>();
  private boolean lifted;

  private FaultPlan(
      @Nullable Fault fault, long seed, Predicate<Asked> where, int oneIn, int times) {
    if (oneIn < 1 || times < 0) {
      throw new IllegalArgumentException("A rate is one in 1 or more");
    }
    this.fault = fault;
    this.seed = seed;
    this.where = where;
    this.oneIn = oneIn;
    this.times = times;
  }

  /// Nothing goes wrong.
  public static FaultPlan none() {
    return new FaultPlan(null, 0, _ -> false, 1, 0);
  }

  /// Hits every request that the fault can hit, each time.
  public static FaultPlan always(Fault fault) {
    return new FaultPlan(fault, 0, _ -> true, 1, Integer.MAX_VALUE);
  }

  /// Hits these requests only.
  public FaultPlan where(Predicate<Asked> wanted) {
    return new FaultPlan(fault, seed, wanted, oneIn, times);
  }

  /// Hits one in so many requests, chosen by the seed.
  public FaultPlan oneIn(int number, long chosenBy) {
    return new FaultPlan(fault, chosenBy, where, number, times);
  }

  /// Hits a request the first so many times that the same is asked for.
  public FaultPlan times(int most) {
    return new FaultPlan(fault, seed, where, oneIn, most);
  }

  /// The fault that hits this request now; null for none. Asking counts.
  @Nullable Fault at(Asked asked) {
    if (fault == null || !fault.touches(asked.kind()) || !where.test(asked) || !chosen(asked)) {
      return null;
    }
    synchronized (this) {
      int before = hits.merge(asked, 1, Integer::sum) - 1;
      return lifted || before >= times ? null : fault;
    }
  }

  private boolean chosen(Asked asked) {
    String words = asked.kind().name() + '\n' + asked.key() + '\n' + asked.detail();
    long mixed = (words.hashCode() + seed) * 0x9E3779B97F4A7C15L;
    return Math.floorMod(mixed >>> 32, oneIn) == 0;
  }

  /// The fault has really been done to this request.
  synchronized void injected(Asked asked) {
    injected.add(asked);
  }

  /// What was hit so far.
  public synchronized List<Asked> injected() {
    return List.copyOf(injected);
  }

  /// From now on nothing goes wrong.
  public synchronized void lift() {
    lifted = true;
  }

  synchronized boolean lifted() {
    return lifted;
  }

  @Override
  public String toString() {
    return fault + " of one in " + oneIn + " by seed " + seed;
  }
}
