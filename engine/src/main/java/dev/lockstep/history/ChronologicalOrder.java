package dev.lockstep.history;

import dev.lockstep.object.ObjectVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Puts the versions of a key, as a store lists them, in the order in which they came.
///
/// S3 lists the newest first, delete markers among the versions. Others list all markers of a page
/// before or behind all versions, or the oldest first; times are whole seconds at many, and several
/// versions may come in one. So the order is taken from what agrees: which version is called the
/// latest, the times, ids that have a time in them, and, where nothing contradicts it, the place in
/// the listing. What can't be told so is said to be unknown, and not made up.
///
/// One for each side; any thread may call. What one key shows of a store serves for the others.
public final class ChronologicalOrder {
  private volatile boolean mixesKinds;
  private volatile boolean listsMarkersFirst;
  private volatile boolean listsVersionsFirst;

  /// @param mixesKinds whether the store is known to list delete markers in their place among the
  ///   versions
  public ChronologicalOrder(boolean mixesKinds) {
    this.mixesKinds = mixesKinds;
  }

  /// The order of versions.
  ///
  /// @param oldestFirst as listed where it is not known
  /// @param unknown why it is not known; empty when it is
  public record Order(List<ObjectVersion> oldestFirst, String unknown) {
    static Order of(List<ObjectVersion> newestFirst) {
      return new Order(newestFirst.reversed(), "");
    }
  }

  /// @param listed the versions of one key as they were listed, each once
  public Order of(List<ObjectVersion> listed) {
    if (listed.size() < 2) {
      return new Order(listed, "");
    }
    if (isNewestFirst(listed)) {
      learn(listed);
      if (mixesKinds || !kindsTie(listed)) {
        return Order.of(listed);
      }
    } else if (isNewestFirst(listed.reversed()) && !kindsTie(listed.reversed())) {
      return Order.of(listed.reversed());
    }
    return byTime(listed);
  }

  /// A store that lists all of one kind before all of the other can't show a key whose kinds change
  /// twice, nor one key whose newest is a marker and another whose newest is a version, with the
  /// newest first in both.
  private void learn(List<ObjectVersion> newestFirst) {
    if (mixesKinds || !newestFirst.getFirst().latest()) {
      return;
    }
    int changes = kindChanges(newestFirst);
    boolean markerFirst = newestFirst.getFirst().deleteMarker();
    listsMarkersFirst |= changes > 0 && markerFirst;
    listsVersionsFirst |= changes > 0 && !markerFirst;
    mixesKinds = changes > 1 || listsMarkersFirst && listsVersionsFirst;
  }

  private static Order byTime(List<ObjectVersion> listed) {
    List<ObjectVersion> sorted = new ArrayList<>(sameKindsOldestFirst(listed) ? listed.reversed() : listed);
    boolean told = listed.stream().allMatch(version -> UlidTime.millis(version) != UlidTime.NONE);
    Comparator<ObjectVersion> newestFirst =
        Comparator.comparing(ObjectVersion::latest)
            .reversed()
            .thenComparing(Comparator.comparing(ObjectVersion::lastModified).reversed());
    sorted.sort(
        told
            ? newestFirst.thenComparing(Comparator.comparing(UlidTime::millis).reversed())
            : newestFirst);
    if (!isNewestFirst(sorted)) {
      return new Order(
          listed, "the version that the store calls the latest is older than another by its time");
    }
    for (int i = 2; i < sorted.size(); i++) {
      ObjectVersion newer = sorted.get(i - 1);
      ObjectVersion older = sorted.get(i);
      boolean tie =
          newer.lastModified().equals(older.lastModified())
              && (!told || UlidTime.millis(newer) == UlidTime.millis(older));
      if (tie && newer.deleteMarker() != older.deleteMarker()) {
        return new Order(
            listed,
            "a version and a delete marker have the same time, "
                + newer.lastModified()
                + ", and the store lists them apart");
      }
    }
    return Order.of(sorted);
  }

  /// Whether the times never grow, and nothing but the first, if anything, is called the latest.
  private static boolean isNewestFirst(List<ObjectVersion> versions) {
    for (int i = 1; i < versions.size(); i++) {
      if (versions.get(i).latest()
          || versions.get(i - 1).lastModified().isBefore(versions.get(i).lastModified())) {
        return false;
      }
    }
    return true;
  }

  /// Whether a version and a delete marker, neither of them the first, have the same time: then
  /// their places tell which came before only if the store lists them in their places.
  private static boolean kindsTie(List<ObjectVersion> newestFirst) {
    for (int i = 1; i < newestFirst.size(); i++) {
      for (int j = i + 1;
          j < newestFirst.size()
              && newestFirst.get(i).lastModified().equals(newestFirst.get(j).lastModified());
          j++) {
        if (newestFirst.get(i).deleteMarker() != newestFirst.get(j).deleteMarker()) {
          return true;
        }
      }
    }
    return false;
  }

  /// How often a version follows a marker or a marker a version: more than once only where a store
  /// does not list one kind after the other.
  private static int kindChanges(List<ObjectVersion> versions) {
    int changes = 0;
    for (int i = 1; i < versions.size(); i++) {
      changes += versions.get(i).deleteMarker() == versions.get(i - 1).deleteMarker() ? 0 : 1;
    }
    return changes;
  }

  /// Whether among the versions, or among the markers, an older one is listed before a newer one.
  private static boolean sameKindsOldestFirst(List<ObjectVersion> listed) {
    for (int i = 0; i < listed.size(); i++) {
      for (int j = i + 1; j < listed.size(); j++) {
        ObjectVersion one = listed.get(i);
        ObjectVersion other = listed.get(j);
        if (one.deleteMarker() == other.deleteMarker()) {
          if (one.latest() || one.lastModified().isAfter(other.lastModified())) {
            return false;
          }
          if (other.latest() || other.lastModified().isAfter(one.lastModified())) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
