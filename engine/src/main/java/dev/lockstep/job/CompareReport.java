package dev.lockstep.job;

import dev.lockstep.compare.Basis;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.SideFacts;
import dev.lockstep.compare.SortedSide;
import dev.lockstep.telemetry.RequestKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a comparison has found.
///
/// @param complete whether both listings were read to their end
/// @param result null when they were not
/// @param failure why the run ended early; null when it did not
/// @param sorted the sides that list out of order, and so were sorted
/// @param sides what the sides are from, and by what they were compared; null where two buckets
///   were listed, or a side could not be opened
public record CompareReport(
    String source,
    String destination,
    boolean complete,
    @Nullable ComparisonResult result,
    @Nullable RunFailure failure,
    List<SortedSide> sorted,
    @Nullable Sides sides,
    Map<RequestKind, Long> requests,
    Duration time) {

  /// What was compared where it need not be two buckets.
  public record Sides(SideFacts source, SideFacts destination, Basis basis) {}

  /// Of two buckets.
  CompareReport(
      String source,
      String destination,
      boolean complete,
      @Nullable ComparisonResult result,
      @Nullable RunFailure failure,
      List<SortedSide> sorted,
      Map<RequestKind, Long> requests,
      Duration time) {
    this(source, destination, complete, result, failure, sorted, null, requests, time);
  }

  /// Whether nothing differs but what is explained.
  public boolean differsByExplainedAlone() {
    return complete && result != null && result.differsByExplainedAlone();
  }

  public boolean identical() {
    return complete && result != null && result.identical();
  }
}
