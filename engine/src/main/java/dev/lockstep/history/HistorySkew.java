package dev.lockstep.history;

import dev.lockstep.object.ObjectVersion;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// Tells where two histories differ by nothing but versions that were written after the older of
/// both sides was looked at. Any thread.
///
/// @param older when that was
/// @param selected which versions of the source are meant
record HistorySkew(Instant older, Predicate<ObjectVersion> selected) {
  /// Whether the rest of both is the same, by what rows tell. As versions come in the order of
  /// their times, those that are newer are the last ones.
  boolean explains(History source, History destination) {
    if (!source.isOrdered() || !destination.isOrdered()) {
      return false;
    }
    List<ObjectVersion> from = source.versions().stream().filter(selected).toList();
    List<ObjectVersion> to = destination.versions();
    ListedContents contents = new ListedContents();
    int here = 0;
    int there = 0;
    while (here < from.size() || there < to.size()) {
      if (here < from.size() && there < to.size() && contents.same(from.get(here), to.get(there))) {
        here++;
        there++;
      } else if (there < to.size() && isNewer(to.get(there))) {
        there++;
      } else if (here < from.size() && isNewer(from.get(here))) {
        here++;
      } else {
        return false;
      }
    }
    return true;
  }

  private boolean isNewer(ObjectVersion version) {
    return version.lastModified().isAfter(older);
  }
}
