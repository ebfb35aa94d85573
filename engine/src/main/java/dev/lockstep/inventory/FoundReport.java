package dev.lockstep.inventory;

import dev.lockstep.object.ObjectKey;
import java.time.Instant;

/// A report whose manifest was found in a listing.
///
/// @param began when its listing began, to the minute
/// @param complete whether its checksum is there
public record FoundReport(ReportPlace place, Instant began, boolean complete) {
  public ObjectKey manifestKey() {
    return place.manifest(began);
  }
}
