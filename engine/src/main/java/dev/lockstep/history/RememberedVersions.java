package dev.lockstep.history;

import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.StorageClass;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.VersionMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is remembered of a key, looked at from both sides. One thread.
final class RememberedVersions {
  /// A version that may have been written above all that is mapped.
  ///
  /// @param begun what was written down before; null where nothing was
  record Expected(ObjectVersion version, @Nullable VersionMapping begun, boolean isAtSource) {}

  /// Nothing is remembered of the version, or it is no longer true.
  static final int UNKNOWN = -2;

  /// The destination makes no such delete marker.
  static final int NOT_MADE = -1;

  private final Map<VersionId, VersionMapping> bySource = new HashMap<>();
  private final Map<VersionId, VersionMapping> byDestination = new HashMap<>();
  private final Map<VersionId, Integer> places = new HashMap<>();
  private final List<VersionMapping> begun = new ArrayList<>();
  private final List<VersionMapping> recovered = new ArrayList<>();
  private int top = -1;

  RememberedVersions(List<VersionMapping> mappings, List<ObjectVersion> destination) {
    if (mappings.isEmpty()) {
      return;
    }
    for (int i = 0; i < destination.size(); i++) {
      places.put(destination.get(i).id(), i);
    }
    for (VersionMapping mapping : mappings) {
      bySource.put(mapping.source(), mapping);
      Integer place = places.get(mapping.destination());
      if (mapping.how() == VersionMapping.How.BEGUN) {
        begun.add(mapping);
      }
      if (place != null && isOf(mapping, destination.get(place))) {
        top = Math.max(top, place);
      }
    }
  }

  /// Takes note of a version that a mapping names.
  ///
  /// @return whether what is above it may have been written later
  private boolean isOf(VersionMapping mapping, ObjectVersion there) {
    return switch (mapping.how()) {
      case BEGUN -> true;
      case NOT_MADE -> false;
      case COPIED, KEPT_ID, ALIGNED -> {
        boolean still = isStill(mapping, there);
        if (still) {
          byDestination.put(mapping.destination(), mapping);
        }
        yield still;
      }
    };
  }

  /// The id `null` may stand for another object by now.
  private static boolean isStill(VersionMapping mapping, ObjectVersion there) {
    return mapping.deleteMarker() == there.deleteMarker()
        && (mapping.destinationEtag() == null
            || there.etag() == null
            || mapping.destinationEtag().equals(there.etag()));
  }

  boolean isAnything() {
    return !bySource.isEmpty();
  }

  /// The place of the newest version at the destination of which anything is known.
  int top() {
    return top;
  }

  int placeOf(ObjectVersion version) {
    VersionMapping mapping = bySource.isEmpty() ? null : bySource.get(SourceIdentity.of(version));
    if (mapping == null) {
      return UNKNOWN;
    }
    if (mapping.how() == VersionMapping.How.NOT_MADE) {
      return NOT_MADE;
    }
    return mapping.equals(byDestination.get(mapping.destination()))
        ? places.getOrDefault(mapping.destination(), UNKNOWN)
        : UNKNOWN;
  }

  /// What may have been written above all that is mapped: what was begun, in order, then all else.
  List<Expected> expected(List<ObjectVersion> rest) {
    Map<VersionId, ObjectVersion> atSource = new LinkedHashMap<>();
    rest.forEach(version -> atSource.put(SourceIdentity.of(version), version));
    List<Expected> expected = new ArrayList<>();
    for (VersionMapping mapping : begun) {
      ObjectVersion there = atSource.remove(mapping.source());
      expected.add(
          there == null
              ? new Expected(asItWas(mapping), mapping, false)
              : new Expected(there, mapping, true));
    }
    atSource.values().forEach(version -> expected.add(new Expected(version, null, true)));
    return expected;
  }

  private static ObjectVersion asItWas(VersionMapping mapping) {
    return new ObjectVersion(
        mapping.source(),
        false,
        mapping.deleteMarker(),
        mapping.size(),
        mapping.sourceModified(),
        mapping.sourceEtag(),
        StorageClass.STANDARD);
  }

  void recovered(Expected expected, ObjectVersion there) {
    VersionMapping mapping = expected.begun();
    if (mapping != null) {
      recovered.add(mapping.becoming(there.id(), VersionMapping.How.ALIGNED));
    }
  }

  List<VersionMapping> recovered() {
    return recovered;
  }

  boolean isMapped(ObjectVersion there) {
    return byDestination.containsKey(there.id());
  }

  List<VersionMapping> purged(List<ObjectVersion> source) {
    if (byDestination.isEmpty()) {
      return recovered;
    }
    Map<VersionId, VersionMapping> left = new HashMap<>(byDestination);
    for (ObjectVersion version : source) {
      VersionMapping mapping = bySource.get(SourceIdentity.of(version));
      if (mapping != null) {
        left.remove(mapping.destination(), mapping);
      }
    }
    return Stream.concat(left.values().stream(), recovered.stream()).toList();
  }
}
