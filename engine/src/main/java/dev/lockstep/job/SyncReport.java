package dev.lockstep.job;

import dev.lockstep.telemetry.RequestKind;
import dev.lockstep.verify.WriteCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a sync has done and what is known at its end.
///
/// @param complete whether both listings were read to their end, the last time after the last write
/// @param inSync whether after the last write every object of the source in scope was at the
///   destination and the same, and with deletions asked for nothing else was there
/// @param onlyInDestination what the destination has beyond the source, after the run
/// @param planned what was found to be copied; of a dry run, what would be
/// @param unchanged pairs that were the same at the beginning
/// @param skipped planned but not done: a dry run, a limit, deletions refused
/// @param failures the first of them, in no order; `failed` counts all
/// @param evidence what the answers to the writes proved, by how many of them
/// @param notKept how many objects arrived without something that should, but need not, arrive
/// @param notes the first few such notes
/// @param refusal why deletions did not happen; null when none were refused
/// @param forecast of a dry run, the requests that the run would send
/// @param failure why the run ended early; null when it did not
public record SyncReport(
    String source,
    String destination,
    boolean dryRun,
    boolean complete,
    boolean inSync,
    Listed listed,
    long onlyInDestination,
    Amount planned,
    Amount copied,
    long plannedDeletions,
    long deleted,
    long unchanged,
    long skipped,
    long failed,
    List<ObjectFailure> failures,
    Map<WriteCheck.Evidence, Long> evidence,
    long notKept,
    List<String> notes,
    @Nullable Refusal refusal,
    @Nullable RunFailure failure,
    Map<RequestKind, Long> forecast,
    Map<RequestKind, Long> requests,
    Duration time,
    String limitedBy) {

  /// Objects listed on both sides, selected or not.
  public record Listed(long source, long destination) {}

  /// Objects and their bytes.
  public record Amount(long objects, long bytes) {}

  /// Deletions that did not happen.
  ///
  /// @param forSafety whether their number is what was refused
  public record Refusal(String reason, boolean forSafety) {}

  /// @param storeUnusable whether a store could not be reached or used, rather than that the run
  ///   would not have been safe
  public record RunFailure(String code, String message, boolean storeUnusable) {}
}
