package dev.lockstep.fault;

import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.sandbox.fault.Asked;
import dev.lockstep.sandbox.fault.Fault;
import dev.lockstep.sandbox.fault.FaultPlan;
import dev.lockstep.telemetry.RequestKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One run to be made: what is run, what goes wrong, where and for how long.
record Cell(Verb verb, Fault fault, Side side, Medium medium, Course course) {
  private static final long SEED = 20261123;

  /// Whose requests are hit.
  enum Side {
    SOURCE,
    DESTINATION,
    /// Both buckets are of one store, which copies by itself.
    WITHIN
  }

  /// Where the fault is made.
  enum Medium {
    /// Around a store in memory.
    STORE(" in memory"),
    /// Before a server, between it and our own client.
    HTTP(" over HTTP");

    private final String words;

    Medium(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /// When the fault happens.
  enum Course {
    /// The first time that something is asked for.
    PASSING("Once, with the first request for something"),
    /// Whenever one of a few objects is asked for, and whenever something is to be deleted.
    OBJECTS("Always, at single objects and at deletions"),
    /// Whenever a page of a listing is asked for.
    LISTING("Always, in listings");

    private final String words;

    Course(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private static final Set<Fault> OF_WRITES =
      Set.of(
          Fault.Lie.ERROR_IN_SUCCESS,
          Fault.Lie.ERROR_OF_A_KEY,
          Fault.Lie.BLANKS_FIRST,
          Fault.Lie.OTHER_ETAG,
          Fault.Lie.BIT_FLIPPED_IN_WRITE);

  private static final Set<String> SKEWED =
      Set.of(Contents.PREFIX + "e-struck", Contents.PREFIX + "q-recut");

  /// All that make sense.
  static List<Cell> all() {
    List<Cell> cells = new ArrayList<>();
    for (Fault fault : Fault.all()) {
      for (Verb verb : Verb.values()) {
        for (Course course : Course.values()) {
          for (Side side : Side.values()) {
            for (Medium medium : Medium.values()) {
              Cell cell = new Cell(verb, fault, side, medium, course);
              if (cell.makesSense()) {
                cells.add(cell);
              }
            }
          }
        }
      }
    }
    return cells;
  }

  private boolean makesSense() {
    boolean shows = medium == Medium.HTTP || fault.showsAtThePort();
    boolean side =
        switch (this.side) {
          case SOURCE -> !OF_WRITES.contains(fault);
          case DESTINATION -> verb.writes() || !OF_WRITES.contains(fault);
          case WITHIN ->
              (verb == Verb.SYNC || verb.histories())
                  && course != Course.LISTING
                  && fault.touches(RequestKind.COPY);
        };
    boolean course =
        switch (this.course) {
          case PASSING -> fault != Fault.Breakage.REFUSED;
          // Whether the listings have been read when nothing listens any more is chance.
          case OBJECTS ->
              !(fault instanceof Fault.Paging)
                  && (verb.writes() || fault != Fault.Breakage.REFUSED);
          case LISTING ->
              fault.touches(verb.histories() ? RequestKind.LIST_VERSIONS : RequestKind.LIST);
        };
    boolean deletes = fault != Fault.Lie.ERROR_OF_A_KEY || verb.deletes();
    // Pages that contradict one another are made of listings of objects alone.
    boolean pages = !(verb.histories() && fault instanceof Fault.Paging);
    return shows && side && course && deletes && pages;
  }

  FaultPlan plan() {
    FaultPlan always = FaultPlan.always(fault);
    return switch (course) {
      case PASSING -> passing();
      case OBJECTS -> always.where(Cell::isOfStruckObject);
      case LISTING -> always.where(Cell::isPage);
    };
  }

  /// Where few requests can be hit, all of them are. A clock that is now right and now wrong would
  /// be set by many requests at once, and so is wrong for few.
  private FaultPlan passing() {
    FaultPlan once = FaultPlan.always(fault).times(1);
    if (fault == Fault.Status.CLOCK_SKEWED) {
      return once.where(asked -> SKEWED.contains(asked.key()));
    }
    boolean few = fault instanceof Fault.Paging || !fault.touches(RequestKind.BUCKET);
    return few ? once : once.oneIn(2, SEED);
  }

  /// An upload that can't be aborted stays, whoever wants to have it gone.
  private static boolean isOfStruckObject(Asked asked) {
    return asked.kind() == RequestKind.DELETE
        || Contents.STRUCK.contains(asked.key()) && asked.kind() != RequestKind.MULTIPART_ABORT;
  }

  private static boolean isPage(Asked asked) {
    return asked.kind() == RequestKind.LIST_VERSIONS
        || asked.kind() == RequestKind.LIST
            && asked.detail().endsWith(" " + ListingRequest.FULL_PAGE);
  }

  /// Whether time has to run out before the fault is noticed.
  boolean stalls() {
    return fault == Fault.Breakage.STALLED || fault == Fault.Breakage.BODY_STALLED;
  }

  boolean isOf(Verb thisVerb, Fault thisFault, Course thisCourse) {
    return verb == thisVerb && fault == thisFault && course == thisCourse;
  }

  /// Whose requests were hit, in words.
  String place() {
    return switch (side) {
      case SOURCE -> "source";
      case DESTINATION -> "destination";
      case WITHIN -> "one store";
    };
  }

  @Override
  public String toString() {
    return verb + " | " + fault.name() + " | " + side + " | " + medium + " | " + course;
  }
}
