package dev.lockstep.drill;

import dev.lockstep.drill.Program.Side;
import dev.lockstep.sandbox.fault.Asked;
import dev.lockstep.sandbox.fault.Fault;
import dev.lockstep.sandbox.fault.FaultPlan;
import dev.lockstep.telemetry.RequestKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// One fault to be tried.
///
/// @param struck the key at which it lasts
/// @param delete whether the run is to delete what only the destination has
/// @param seed of the requests that are hit
record Trial(Fault fault, Course course, Side side, String struck, boolean delete, long seed) {
  /// When the fault happens.
  enum Course {
    ONCE("once, at one in two of the requests"),
    STORM("a storm, at the first requests"),
    LASTING("always, at one object"),
    LISTINGS("always, in listings");

    private final String words;

    Course(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private static final Set<Fault> OF_WRITES =
      Set.of(Fault.Lie.ERROR_OF_A_KEY, Fault.Lie.OTHER_ETAG, Fault.Lie.BIT_FLIPPED_IN_WRITE);

  private static final Set<Fault> THROTTLING =
      Set.of(Fault.Status.SLOW_DOWN, Fault.Status.TOO_MANY_REQUESTS, Fault.Status.BARE_UNAVAILABLE);
  private static final int STORM = 12;

  /// A store that takes `..` for a path would be asked for something outside of the drill.
  private static final Set<Fault> LEFT_OUT = Set.of(Fault.Paging.HOSTILE_KEYS);

  /// All that make sense, the side and the object of each chosen by the seed.
  static List<Trial> all(DrillObjects objects, SplittableRandom random) {
    List<Trial> trials = new ArrayList<>();
    for (Fault fault : Fault.all()) {
      if (!fault.showsAtThePort() || LEFT_OUT.contains(fault)) {
        continue;
      }
      for (Course course : courses(fault)) {
        trials.add(chosen(fault, course, objects, random));
      }
    }
    return trials;
  }

  /// A store that asks to slow down is asked more slowly, so it does that for a while only.
  private static List<Course> courses(Fault fault) {
    if (fault instanceof Fault.Paging) {
      return List.of(Course.ONCE, Course.LISTINGS);
    }
    return List.of(THROTTLING.contains(fault) ? Course.STORM : Course.ONCE, Course.LASTING);
  }

  private static Trial chosen(
      Fault fault, Course course, DrillObjects objects, SplittableRandom random) {
    Side side = random.nextBoolean() || OF_WRITES.contains(fault) ? Side.DESTINATION : Side.SOURCE;
    List<SeededObject> from = random.nextBoolean() ? objects.large() : objects.small();
    String struck = from.get(random.nextInt(from.size())).key();
    boolean delete = random.nextInt(3) == 0 || fault == Fault.Lie.ERROR_OF_A_KEY;
    return new Trial(fault, course, side, struck, delete, random.nextLong());
  }

  /// @param prefix of the side that is hit
  FaultPlan plan(String prefix) {
    FaultPlan always = FaultPlan.always(fault);
    return switch (course) {
      case ONCE -> once(always.times(1));
      case STORM -> {
        AtomicInteger asked = new AtomicInteger();
        yield always.where(_ -> asked.incrementAndGet() <= STORM);
      }
      case LISTINGS -> always;
      case LASTING -> always.where(asked -> isOfStruck(asked, prefix));
    };
  }

  /// Where few requests can be hit, all of them are.
  private FaultPlan once(FaultPlan first) {
    boolean few = fault instanceof Fault.Paging || !fault.touches(RequestKind.BUCKET);
    return few ? first : first.oneIn(2, seed);
  }

  /// An upload that can't be aborted stays, whoever wants to have it gone.
  private boolean isOfStruck(Asked asked, String prefix) {
    return asked.kind() == RequestKind.DELETE
        || asked.key().equals(prefix + struck) && asked.kind() != RequestKind.MULTIPART_ABORT;
  }

  /// For people, and stable: with the seed it says what to look at.
  @Override
  public String toString() {
    return "the "
        + side.name().toLowerCase(Locale.ROOT)
        + " "
        + fault.words()
        + " ("
        + fault.name()
        + ", "
        + course.words()
        + ")";
  }
}
