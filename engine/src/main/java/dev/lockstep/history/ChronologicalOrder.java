package dev.lockstep.history;

import dev.lockstep.object.ObjectVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts the versions of a key, as a store lists them, in the order in which they came.
///
/// S3 lists the newest first, delete markers among the versions. Others list all markers of a page
/// before or behind all versions, or the oldest first; times are whole seconds at many, and several
/// versions may come in one. So the order is taken from what agrees: which version is called the
/// latest, the times, ids that have a time in them (see [UlidTime]), and, where nothing contradicts
/// it, the place in the listing. What can't be told so is said to be unknown, and not made up.
///
/// One for each side; any thread may call. What one key shows of a store serves for the others.
public final class ChronologicalOrder {
  private volatile boolean mixesKinds;
  private volatile boolean listsMarkersFirst;
  private volatile boolean listsVersionsFirst;
  private volatile boolean idsTellTimes;
  private final boolean placesTell;

  /// @param mixesKinds whether the store is known to list delete markers in their place among the
  ///   versions
  public ChronologicalOrder(boolean mixesKinds) {
    this(mixesKinds, true);
  }

  private ChronologicalOrder(boolean mixesKinds, boolean placesTell) {
    this.mixesKinds = mixesKinds;
    this.placesTell = placesTell;
  }

  /// Of rows that need not be in the order of any listing: those of reports.
  public static ChronologicalOrder ofRows() {
    return new ChronologicalOrder(false, false);
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

  /// @param asListed the versions of one key as they were listed, each once
  /// @return them with the times at which they were made
  public Order of(List<ObjectVersion> asListed) {
    idsTellTimes = idsTellTimes || UlidTime.areTold(asListed);
    List<ObjectVersion> listed =
        idsTellTimes ? asListed.stream().map(UlidTime::dated).toList() : asListed;
    if (listed.size() < 2) {
      return new Order(listed, "");
    }
    if (!placesTell) {
      return UnplacedOrder.of(listed);
    }
    Times times = Times.of(listed, idsTellTimes);
    if (times.areNewestFirst(listed)) {
      learn(listed);
      if (mixesKinds || !times.tieKinds(listed)) {
        return Order.of(listed);
      }
    } else if (times.areNewestFirst(listed.reversed()) && !times.tieKinds(listed.reversed())) {
      return Order.of(listed.reversed());
    }
    return times.sort(listed);
  }

  /// A store that lists all of one kind before all of the other can't show a key whose kinds change
  /// twice, nor one key whose newest is a marker and another whose newest is a version, with the
  /// newest first in both.
  private void learn(List<ObjectVersion> newestFirst) {
    if (mixesKinds || !newestFirst.getFirst().latest()) {
      return;
    }
    int changes = 0;
    for (int i = 1; i < newestFirst.size(); i++) {
      boolean same = newestFirst.get(i).deleteMarker() == newestFirst.get(i - 1).deleteMarker();
      changes += same ? 0 : 1;
    }
    boolean markerFirst = newestFirst.getFirst().deleteMarker();
    listsMarkersFirst |= changes > 0 && markerFirst;
    listsVersionsFirst |= changes > 0 && !markerFirst;
    mixesKinds = changes > 1 || listsMarkersFirst && listsVersionsFirst;
  }

  /// What the times of a key's versions tell.
  ///
  /// @param bySecond whether they can only be compared by the second, as one kind is listed to the
  ///   second and the other more exactly
  /// @param byId whether all ids tell a time
  private record Times(boolean bySecond, boolean byId) {
    static Times of(List<ObjectVersion> versions, boolean idsTell) {
      boolean some = versions.stream().anyMatch(Times::isWholeSecond);
      boolean all = versions.stream().allMatch(Times::isWholeSecond);
      boolean ids =
          idsTell
              && versions.stream().allMatch(version -> UlidTime.millis(version) != UlidTime.NONE);
      return new Times(some && !all, ids);
    }

    private static boolean isWholeSecond(ObjectVersion version) {
      return version.lastModified().toEpochMilli() % 1000 == 0;
    }

    private long listed(ObjectVersion version) {
      return bySecond
          ? version.lastModified().getEpochSecond()
          : version.lastModified().toEpochMilli();
    }

    private long exact(ObjectVersion version) {
      return byId ? UlidTime.millis(version) : listed(version);
    }

    /// Whether the times never grow, and nothing but the first, if anything, is called the latest.
    boolean areNewestFirst(List<ObjectVersion> versions) {
      for (int i = 1; i < versions.size(); i++) {
        if (versions.get(i).latest()
            || listed(versions.get(i - 1)) < listed(versions.get(i))
            || exact(versions.get(i - 1)) < exact(versions.get(i))) {
          return false;
        }
      }
      return true;
    }

    /// Whether a version and a delete marker, neither of them the first, have the same time: then
    /// their places tell which came before only if the store lists them in their places.
    boolean tieKinds(List<ObjectVersion> newestFirst) {
      return tie(newestFirst) != null;
    }

    private @Nullable ObjectVersion tie(List<ObjectVersion> newestFirst) {
      for (int i = 1; i < newestFirst.size(); i++) {
        ObjectVersion one = newestFirst.get(i);
        for (int j = i + 1;
            j < newestFirst.size() && exact(one) == exact(newestFirst.get(j));
            j++) {
          if (one.deleteMarker() != newestFirst.get(j).deleteMarker()) {
            return one;
          }
        }
      }
      return null;
    }

    Order sort(List<ObjectVersion> listed) {
      List<ObjectVersion> sorted =
          new ArrayList<>(sameKindsOldestFirst(listed) ? listed.reversed() : listed);
      sorted.sort(
          Comparator.comparing(ObjectVersion::latest)
              .reversed()
              .thenComparing(Comparator.comparingLong(this::exact).reversed()));
      if (!areNewestFirst(sorted)) {
        return new Order(
            listed,
            "the version that the store calls the latest is older than another by its time");
      }
      ObjectVersion tied = tie(sorted);
      return tied == null
          ? Order.of(sorted)
          : new Order(
              listed,
              "a version and a delete marker have the same time, "
                  + tied.lastModified()
                  + ", and the store lists them apart");
    }

    /// Whether among the versions, or among the markers, an older one is listed before a newer one.
    private boolean sameKindsOldestFirst(List<ObjectVersion> listed) {
      for (boolean markers : List.of(false, true)) {
        List<ObjectVersion> kind =
            listed.stream().filter(version -> version.deleteMarker() == markers).toList();
        for (int i = 1; i < kind.size(); i++) {
          ObjectVersion one = kind.get(i - 1);
          ObjectVersion other = kind.get(i);
          if (one.latest() || exact(one) > exact(other)) {
            return false;
          }
          if (other.latest() || exact(other) > exact(one)) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
