package dev.lockstep.history;

import dev.lockstep.history.ChronologicalOrder.Order;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The order of versions of which rows tell in no order, as those of a report do: which one is the
/// latest, and the times. Where two of one time, neither of them the latest, are not the same
/// thing, nobody can tell which came first, unless runs have remembered both.
///
/// @param bySecond whether times can only be compared by the second, as versions are told to the
///   second and delete markers more exactly, or the other way round
/// @param place of a version among those that are remembered, the oldest first; [#UNKNOWN]
record UnplacedOrder(boolean bySecond, ToIntFunction<ObjectVersion> place) {
  private static final int UNKNOWN = -1;

  static Order of(List<ObjectVersion> versions) {
    return of(versions, _ -> UNKNOWN);
  }

  /// A history of rows in the order that runs have remembered, where times don't tell it. What rows
  /// tell of a version in two ways stays so.
  ///
  /// @param names those that are remembered, the oldest first
  /// @param name by which a version is remembered
  static History remembered(
      History rows, List<VersionId> names, Function<ObjectVersion, VersionId> name) {
    List<ObjectVersion> versions = rows.versions();
    if (versions.size() < 2 || names.isEmpty() || !of(versions).unknown().equals(rows.disorder())) {
      return rows;
    }
    Map<VersionId, Integer> places = new HashMap<>();
    names.forEach(one -> places.putIfAbsent(one, places.size()));
    Order order = of(versions, version -> places.getOrDefault(name.apply(version), UNKNOWN));
    return new History(rows.key(), order.oldestFirst(), order.unknown());
  }

  private static Order of(List<ObjectVersion> versions, ToIntFunction<ObjectVersion> place) {
    boolean exactMarkers = isAnyExact(versions, true);
    boolean exactVersions = isAnyExact(versions, false);
    boolean bothKinds = versions.stream().map(ObjectVersion::deleteMarker).distinct().count() == 2;
    return new UnplacedOrder(bothKinds && exactMarkers != exactVersions, place).sorted(versions);
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
            .thenComparing(Comparator.comparingInt(place).reversed())
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
      if (!newer.latest() && time(newer) == time(older) && !isKnown(newer, older)) {
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

  /// Whether it is remembered which of them came first, or makes no difference.
  private boolean isKnown(ObjectVersion one, ObjectVersion other) {
    boolean remembered = place.applyAsInt(one) != UNKNOWN && place.applyAsInt(other) != UNKNOWN;
    return remembered || isSame(one, other);
  }

  private static boolean isSame(ObjectVersion one, ObjectVersion other) {
    return one.deleteMarker() == other.deleteMarker()
        && one.size() == other.size()
        && Objects.equals(one.etag(), other.etag())
        && (one.deleteMarker() || one.etag() != null);
  }
}
