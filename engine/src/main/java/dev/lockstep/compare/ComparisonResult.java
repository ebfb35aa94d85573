package dev.lockstep.compare;

/// What a comparison that read both listings to their end has found.
///
/// @param listedInSource objects listed, selected or not
/// @param same objects found the same
/// @param undecided pairs that could not be shown to be either; they are part of `different`
public record ComparisonResult(
    long listedInSource,
    long listedInDestination,
    long same,
    long onlyInSource,
    long onlyInDestination,
    long different,
    long undecided) {

  /// Objects of the source that the selection meant.
  public long selectedInSource() {
    return same + different + onlyInSource;
  }

  /// Objects of the destination that the selection meant.
  public long selectedInDestination() {
    return same + different + onlyInDestination;
  }

  public boolean identical() {
    return onlyInSource == 0 && onlyInDestination == 0 && different == 0;
  }

  /// Whether every object of the source is at the destination, whatever else may be there.
  public boolean sourceArrived() {
    return onlyInSource == 0 && different == 0;
  }
}
