package dev.lockstep.compare;

import java.util.Map;

/// What a comparison that read both sides to their end has found.
///
/// @param listedInSource objects listed, selected or not
/// @param same objects found the same
/// @param undecided pairs that could not be shown to be either; they are part of `different`
/// @param explained differences that need not be so for long, and are in none of the other counts
public record ComparisonResult(
    long listedInSource,
    long listedInDestination,
    long same,
    long onlyInSource,
    long onlyInDestination,
    long different,
    long undecided,
    Map<Explanation, Long> explained) {

  public ComparisonResult {
    explained = Map.copyOf(explained);
  }

  /// Where nothing is explained.
  public ComparisonResult(
      long listedInSource,
      long listedInDestination,
      long same,
      long onlyInSource,
      long onlyInDestination,
      long different,
      long undecided) {
    this(
        listedInSource,
        listedInDestination,
        same,
        onlyInSource,
        onlyInDestination,
        different,
        undecided,
        Map.of());
  }

  /// Objects of the source that the selection meant. (Nothing is explained where two buckets are
  /// listed.)
  public long selectedInSource() {
    return same + different + onlyInSource;
  }

  /// Objects of the destination that the selection meant.
  public long selectedInDestination() {
    return same + different + onlyInDestination;
  }

  public long explained(Explanation by) {
    return explained.getOrDefault(by, 0L);
  }

  /// How many differences are explained, by whatever.
  public long explainedTotal() {
    return explained.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Whether nothing differs but what is explained.
  public boolean differsByExplainedAlone() {
    return onlyInSource == 0 && onlyInDestination == 0 && different == 0;
  }

  public boolean identical() {
    return differsByExplainedAlone() && explainedTotal() == 0;
  }

  /// Whether every object of the source is at the destination, whatever else may be there.
  public boolean sourceArrived() {
    return onlyInSource == 0 && different == 0;
  }
}
