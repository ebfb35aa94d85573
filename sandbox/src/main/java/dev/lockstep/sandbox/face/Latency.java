package dev.lockstep.sandbox.face;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// How long a store far away takes to answer: it waits, and costs no processor time meanwhile.
///
/// @param request what every request waits
/// @param page what a page of a listing waits besides
public record Latency(Duration request, Duration page) {
  public static final Latency NONE = new Latency(Duration.ZERO, Duration.ZERO);

  private static final Set<Operation> LISTINGS =
      EnumSet.of(Operation.LIST_OBJECTS, Operation.LIST_OBJECTS_V2, Operation.LIST_VERSIONS);

  /// Waits as long as an operation takes.
  void pass(Operation operation) {
    boolean listing = LISTINGS.contains(operation);
    long nanos = request.toNanos() + (listing ? page.toNanos() : 0);
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
