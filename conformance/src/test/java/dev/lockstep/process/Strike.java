package dev.lockstep.process;

import dev.lockstep.sandbox.fault.Doorkeeper.Moment;
import dev.lockstep.sandbox.fault.Visit;
import dev.lockstep.telemetry.RequestKind;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// At which request of a run, and at which step of it, the process is killed.
///
/// @param kind null for any
/// @param number the how many-th request of that kind, on that side
/// @param latest the how many-th request at the destination, if it comes earlier
record Strike(Side side, @Nullable RequestKind kind, int number, Moment moment, int latest) {
  private static final int LATEST = 120;

  /// On which side of the run a request comes in.
  enum Side {
    SOURCE,
    DESTINATION
  }

  private record Target(Side side, @Nullable RequestKind kind, int most, List<Moment> moments) {}

  private static final List<Moment> ALL =
      List.of(Moment.BEGUN, Moment.READ, Moment.CARRIED_OUT, Moment.HALF_TOLD, Moment.TOLD);
  private static final List<Moment> AROUND = List.of(Moment.READ, Moment.CARRIED_OUT, Moment.TOLD);

  /// Named as often as they are to be chosen: what a multipart upload goes through, above all.
  private static final List<Target> TARGETS =
      List.of(
          new Target(Side.SOURCE, RequestKind.LIST, 4, ALL),
          new Target(Side.SOURCE, RequestKind.GET, 40, ALL),
          new Target(Side.DESTINATION, RequestKind.LIST, 4, ALL),
          new Target(Side.DESTINATION, RequestKind.PUT, 60, ALL),
          new Target(Side.DESTINATION, RequestKind.MULTIPART_CREATE, 3, AROUND),
          new Target(Side.DESTINATION, RequestKind.MULTIPART_CREATE, 3, AROUND),
          new Target(Side.DESTINATION, RequestKind.MULTIPART_PART, 12, ALL),
          new Target(Side.DESTINATION, RequestKind.MULTIPART_PART, 12, ALL),
          new Target(Side.DESTINATION, RequestKind.MULTIPART_PART, 4, ALL),
          new Target(Side.DESTINATION, RequestKind.MULTIPART_COMPLETE, 3, AROUND),
          new Target(Side.DESTINATION, RequestKind.MULTIPART_COMPLETE, 1, AROUND),
          new Target(Side.DESTINATION, RequestKind.MULTIPART_LIST, 1, AROUND),
          new Target(Side.DESTINATION, RequestKind.MULTIPART_ABORT, 1, AROUND),
          new Target(Side.DESTINATION, RequestKind.DELETE, 1, AROUND),
          new Target(Side.DESTINATION, null, 100, ALL));

  static Strike chosen(RandomGenerator random) {
    Target target = TARGETS.get(random.nextInt(TARGETS.size()));
    Moment moment = target.moments().get(random.nextInt(target.moments().size()));
    return new Strike(
        target.side(),
        target.kind(),
        1 + random.nextInt(target.most()),
        moment,
        1 + random.nextInt(LATEST));
  }

  boolean concerns(Side where, Moment when, Visit visit) {
    return side == where && moment == when && (kind == null || kind == visit.asked().kind());
  }

  static boolean isEndAtDestination(Side where, Moment when) {
    return where == Side.DESTINATION && when == Moment.TOLD;
  }
}
