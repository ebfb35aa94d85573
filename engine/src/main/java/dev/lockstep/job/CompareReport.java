package dev.lockstep.job;

import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.telemetry.RequestKind;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a comparison has found.
///
/// @param complete whether both listings were read to their end
/// @param result null when they were not
/// @param failure why the run ended early; null when it did not
public record CompareReport(
    String source,
    String destination,
    boolean complete,
    @Nullable ComparisonResult result,
    @Nullable RunFailure failure,
    Map<RequestKind, Long> requests,
    Duration time) {

  public boolean identical() {
    return complete && result != null && result.identical();
  }
}
