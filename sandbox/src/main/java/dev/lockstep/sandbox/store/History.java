package dev.lockstep.sandbox.store;

import dev.lockstep.object.VersionId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All versions of one key, the newest first; there is at least one.
public record History(List<Version> versions) {
  public History {
    versions = List.copyOf(versions);
  }

  /// The history of a key that was written once.
  public static History of(Version only) {
    return new History(List.of(only));
  }

  public Version newest() {
    return versions.getFirst();
  }

  /// The current object; null when the newest version is a delete marker.
  public Version.@Nullable Stored current() {
    return newest() instanceof Version.Stored stored ? stored : null;
  }

  @Nullable Version find(VersionId id) {
    for (Version version : versions) {
      if (version.id().equals(id)) {
        return version;
      }
    }
    return null;
  }

  /// With a newer version on top; one of the id `null` takes the place of the one before.
  static History on(@Nullable History before, Version newer) {
    if (before == null) {
      return of(newer);
    }
    List<Version> versions = new ArrayList<>(before.versions.size() + 1);
    versions.addAll(before.versions);
    if (newer.isNull()) {
      versions.removeIf(Version::isNull);
    }
    versions.addFirst(newer);
    return new History(versions);
  }

  /// With a version in the place that its time gives it, above those of the same time; one of an id
  /// that is there already takes its place.
  static History byTime(@Nullable History before, Version fresh) {
    if (before == null) {
      return of(fresh);
    }
    List<Version> versions = new ArrayList<>(before.versions);
    versions.removeIf(version -> version.id().equals(fresh.id()));
    int place = 0;
    while (place < versions.size()
        && versions.get(place).lastModified().isAfter(fresh.lastModified())) {
      place++;
    }
    versions.add(place, fresh);
    return new History(versions);
  }

  /// Without one version; null when none is left.
  @Nullable History without(VersionId id) {
    List<Version> left = versions.stream().filter(version -> !version.id().equals(id)).toList();
    return left.isEmpty() ? null : new History(left);
  }

  /// With one version changed in its place.
  History replacing(Version changed) {
    return new History(
        versions.stream()
            .map(version -> version.id().equals(changed.id()) ? changed : version)
            .toList());
  }
}
