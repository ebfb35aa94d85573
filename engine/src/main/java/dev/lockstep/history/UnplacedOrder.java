package dev.lockstep.history;

import dev.lockstep.history.ChronologicalOrder.Order;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The order of versions of which rows tell in no order, as those of a report do: which one is the
/// latest, and the times. Where two of one time, neither of them the latest, are not the same
/// thing, nobody can tell which came first.
///
/// @param bySecond whether times can only be compared by the second, as versions are told to the
///   second and delete markers more exactly, or the other way round
record UnplacedOrder(boolean bySecond) {
  static Order of(List<ObjectVersion> versions) {
    boolean exactMarkers = isAnyExact(versions, true);
    boolean exactVersions = isAnyExact(versions, false);
    boolean bothKinds = versions.stream().map(ObjectVersion::deleteMarker).distinct().count() == 2;
    return new UnplacedOrder(bothKinds && exactMarkers != exactVersions).sorted(versions);
  }

  private static boolean isAnyExact(List<ObjectVersion> versions, boolean markers) {
    return versions.stream()
        .filter(version -> version.deleteMarker() == markers)
        .anyMatch(version -> version.lastModified().toEpochMilli() % 1000 != 0);
  }

  private long time(ObjectVersion version) {
    return bySecond
        ? version.lastModified().getEpochSecond()
        : version.lastModified().toEpochMilli();
  }

  private Order sorted(List<ObjectVersion> versions) {
    List<ObjectVersion> newestFirst = new ArrayList<>(versions);
    newestFirst.sort(
        Comparator.comparing(ObjectVersion::latest)
            .reversed()
            .thenComparing(Comparator.comparingLong(this::time).reversed())
            .thenComparing(version -> version.id().value()));
    String unknown = unknown(newestFirst);
    return unknown == null ? Order.of(newestFirst) : new Order(newestFirst.reversed(), unknown);
  }

  private @Nullable String unknown(List<ObjectVersion> newestFirst) {
    for (ObjectVersion version : newestFirst) {
      if (version.lastModified().toEpochMilli() == EntryPage.UNKNOWN_TIME) {
        return "of version " + version.id() + " no time is told";
      }
    }
    for (int i = 1; i < newestFirst.size(); i++) {
      ObjectVersion newer = newestFirst.get(i - 1);
      ObjectVersion older = newestFirst.get(i);
      if (older.latest()) {
        return "two versions are called the latest, " + newer.id() + " and " + older.id();
      }
      if (time(newer) < time(older)) {
        return "version "
            + newer.id()
            + " is called the latest and is older by its time than another";
      }
      if (!newer.latest() && time(newer) == time(older) && !isSame(newer, older)) {
        return "versions "
            + newer.id()
            + " and "
            + older.id()
            + " have the same time, "
            + older.lastModified();
      }
    }
    return null;
  }

  /// Whether it makes no difference which of them came first.
  private static boolean isSame(ObjectVersion one, ObjectVersion other) {
    return one.deleteMarker() == other.deleteMarker()
        && one.size() == other.size()
        && Objects.equals(one.etag(), other.etag())
        && (one.deleteMarker() || one.etag() != null);
  }
}
