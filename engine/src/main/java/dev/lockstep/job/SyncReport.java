package dev.lockstep.job;

import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.SortedSide;
import dev.lockstep.object.NotCarried;
import dev.lockstep.plan.DeleteFirewall.Refusal;
import dev.lockstep.telemetry.RequestKind;
import dev.lockstep.verify.WriteCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a sync has done and what is known at its end.
///
/// @param unchanged pairs that were the same at the beginning
/// @param planned what was found to be copied; of a dry run, what would be, within the limit
/// @param skipped planned but not done: a dry run, a limit, deletions refused
/// @param failure why the run ended early; null when it did not
/// @param sorted the sides that list out of order, and so were sorted
/// @param forecast of a dry run, the requests that the run would send
/// @param histories what became of versions, in a run that brings histories over: then all counts
///   of objects are of versions and delete markers; null in any other
public record SyncReport(
    String source,
    String destination,
    boolean dryRun,
    Verdict verdict,
    Listed listed,
    long unchanged,
    Amount planned,
    Copies copies,
    Deletions deletions,
    long skipped,
    Failures failures,
    @Nullable RunFailure failure,
    List<SortedSide> sorted,
    Map<RequestKind, Long> forecast,
    Effort effort,
    @Nullable Histories histories) {

  public boolean complete() {
    return verdict.complete;
  }

  public boolean inSync() {
    return verdict.inSync;
  }

  /// What belongs to the source's objects and did not come along.
  public List<NotCarried> notCarried() {
    return NotCarried.by(
        histories != null, histories != null && histories.identities().areAllKept());
  }

  /// What is known about the two sides at the end.
  ///
  /// @param complete whether both listings were read to their end, the last time after the last
  ///   write
  /// @param inSync whether after the last write every object of the source in scope was at the
  ///   destination and the same, and with deletions asked for nothing else was there
  /// @param onlyInDestination what the destination has beyond the source, after the run
  public record Verdict(boolean complete, boolean inSync, long onlyInDestination) {
    static final Verdict UNKNOWN = new Verdict(false, false, 0);

    /// @param last the comparison after the last write
    /// @param extrasCount whether what only the destination has counts as not in step
    static Verdict of(ComparisonResult last, FailureLog failures, boolean extrasCount) {
      boolean inSync =
          failures.count() == 0
              && last.sourceArrived()
              && (!extrasCount || last.onlyInDestination() == 0);
      return new Verdict(true, inSync, last.onlyInDestination());
    }
  }

  /// Objects listed on both sides, selected or not.
  public record Listed(long source, long destination) {
    static Listed of(@Nullable ComparisonResult result) {
      return result == null
          ? new Listed(0, 0)
          : new Listed(result.listedInSource(), result.listedInDestination());
    }
  }

  /// What a run took.
  ///
  /// @param limitedBy what it waited for most, in words
  public record Effort(Map<RequestKind, Long> requests, Duration time, String limitedBy) {}

  /// Objects and their bytes.
  public record Amount(long objects, long bytes) {}

  /// What the copies came to.
  ///
  /// @param gone objects that were deleted at the source before they could be copied
  /// @param evidence what the answers to the writes proved, by how many of them
  /// @param notKept how many objects arrived without something that should, but need not, arrive
  /// @param notes the first few such notes
  public record Copies(
      Amount written,
      long gone,
      Map<WriteCheck.Evidence, Long> evidence,
      long notKept,
      List<String> notes) {}

  /// What a run that brings histories over came to.
  ///
  /// @param listed versions and delete markers on both sides, selected or not
  /// @param matched versions of the source that stood at the destination before the run
  /// @param versions written by the run
  /// @param deleteMarkers made by the run
  /// @param notMade delete markers with nothing to hide, which the destination does not make
  /// @param recognised versions at the destination of which nothing was remembered, and that were
  ///   found to be the source's by content and order
  /// @param diverged keys on whose top stands at the destination what did not come from the source,
  ///   or can't be told from it
  /// @param buried versions of the source whose place at the destination is below newer ones
  /// @param purged versions at the destination whose source was removed, before the run
  /// @param foreign versions at the destination that came from elsewhere, before the run
  /// @param identities what the written ones kept of what they were called and when they were made
  public record Histories(
      Listed listed,
      long matched,
      long versions,
      long deleteMarkers,
      long notMade,
      long recognised,
      long diverged,
      long buried,
      long purged,
      long foreign,
      Identities identities) {}

  /// Which guarantee was met for the versions and delete markers written. The map has id, time and
  /// ETag of all.
  ///
  /// @param idAndTime have the id and the time that they have at the source
  /// @param idAlone have the id; their time would have put them below what stood there
  /// @param timeAlone have the time; their id is none that the store takes
  /// @param mapAlone have another id and another time
  public record Identities(long idAndTime, long idAlone, long timeAlone, long mapAlone) {
    /// Whether all have both, and there are any.
    public boolean areAllKept() {
      return idAndTime > 0 && idAlone + timeAlone + mapAlone == 0;
    }
  }

  /// What became of the deletions.
  ///
  /// @param refusal why they did not happen; null when they were not refused
  public record Deletions(long planned, long deleted, @Nullable Refusal refusal) {
    static final Deletions NONE = new Deletions(0, 0, null);
  }

  /// What is not in step, object by object.
  ///
  /// @param count of all
  /// @param first the first of them, in no order
  public record Failures(long count, List<ObjectFailure> first) {
    private static final int SHOWN = 1000;

    static Failures of(FailureLog log) {
      List<ObjectFailure> all = log.all();
      return new Failures(log.count(), all.subList(0, Math.min(SHOWN, all.size())));
    }
  }
}
