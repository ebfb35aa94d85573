package dev.lockstep.job;

import dev.lockstep.copy.SourceLocks;
import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capability;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.BucketName;
import dev.lockstep.plan.Demands;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What has to be known before the first write: whether the destination keeps what must arrive. It
/// is asked for when the first object is to be copied, so a run that has nothing to do asks for
/// nothing. Any thread may call.
final class Preflight {
  private final Demands demands;
  private final SourceLocks sourceLocks;
  private final BucketName source;
  private final Function<Set<Capability>, Capabilities> destination;
  private final InstantSource clock;
  private @Nullable Capabilities known;
  private @Nullable Boolean sumsWholes;
  private @Nullable Demands lacked;
  private volatile boolean cleared;

  /// Nothing was written yet, and something may be lost: which objects are concerned has to be
  /// counted first.
  static final class LossPossible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LossPossible() {
      super("something may be lost", null, false, false);
    }
  }

  /// @param sourceLocks what locks the source's objects; asked where the destination's can't be
  ///   locked
  /// @param destination what is known of the destination, given what would be of use to know; asked
  ///   once for each
  /// @param clock tells which retentions have passed
  Preflight(
      Demands demands,
      SourceLocks sourceLocks,
      BucketName source,
      Function<Set<Capability>, Capabilities> destination,
      InstantSource clock) {
    this.demands = demands;
    this.clock = clock;
    this.sourceLocks = sourceLocks;
    this.source = source;
    this.destination = destination;
  }

  InstantSource clock() {
    return clock;
  }

  SourceLocks sourceLocks() {
    return sourceLocks;
  }

  synchronized Capabilities destinationCan() {
    Capabilities can = known;
    if (can == null) {
      can = destination.apply(Set.of());
      known = can;
    }
    return can;
  }

  /// Whether the destination computes the checksum of a whole upload by itself, and compares.
  synchronized boolean destinationSumsWholes() {
    Boolean sums = sumsWholes;
    if (sums == null) {
      Capability wanted = Capability.CHECKSUM_OF_WHOLE;
      sums = destination.apply(Set.of(wanted)).has(wanted);
      sumsWholes = sums;
    }
    return sums;
  }

  /// What must arrive, and is known not to be kept. Most buckets keep no locks, and to most of them
  /// nothing that is locked is copied: only where the source says that it locks objects, they are
  /// counted.
  synchronized Demands lacked() {
    Demands found = lacked;
    if (found == null) {
      found = demands.lackedBy(destinationCan());
      if (found.include(Attribute.OBJECT_LOCK)
          && sourceLocks.of(source) != SourceLocks.Answer.LOCKS) {
        found = found.without(Attribute.OBJECT_LOCK);
      }
      lacked = found;
    }
    return found;
  }

  /// @throws LossPossible when the run must not go on like that
  void beforeACopy() {
    if (!cleared) {
      if (!lacked().areNone()) {
        throw new LossPossible();
      }
      cleared = true;
    }
  }

  /// It was counted, and nothing would be lost.
  void clear() {
    cleared = true;
  }
}
