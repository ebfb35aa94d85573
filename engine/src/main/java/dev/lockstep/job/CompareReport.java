package dev.lockstep.job;

import dev.lockstep.compare.ComparisonResult;
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
public record CompareReport(
    String source,
    String destination,
    boolean complete,
    @Nullable ComparisonResult result,
    @Nullable RunFailure failure,
    List<SortedSide> sorted,
    Map<RequestKind, Long> requests,
    Duration time) {

  public boolean identical() {
    return complete && result != null && result.identical();
  }
}
