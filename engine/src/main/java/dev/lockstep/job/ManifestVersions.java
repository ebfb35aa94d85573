package dev.lockstep.job;

import dev.lockstep.compare.Difference;
import dev.lockstep.compare.Difference.Reason;
import dev.lockstep.endpoint.Versioning;
import dev.lockstep.history.ChronologicalOrder;
import dev.lockstep.history.ExactHistory;
import dev.lockstep.history.History;
import dev.lockstep.history.LongestHistory;
import dev.lockstep.job.ManifestLook.Seen;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.manifest.ManifestEntry;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks at several versions of one key that a manifest names: they are written oldest first,
/// whatever their order in the manifest, so that an older one never comes to stand over a newer
/// one. Any thread may call.
final class ManifestVersions {
  private final BucketScope source;
  private final BucketScope destination;
  private @Nullable Versioning keeps;

  ManifestVersions(BucketScope source, BucketScope destination) {
    this.source = source;
    this.destination = destination;
  }

  /// @param group several entries of one key
  Seen look(List<ManifestEntry> group) {
    ManifestEntry first = group.getFirst();
    ObjectKey relative = first.key().after(source.prefix().length());
    History history =
        ExactHistory.of(
            source, relative, new ChronologicalOrder(false), LongestHistory.amongSome());
    List<ObjectFailure> failures = new ArrayList<>();
    List<ObjectVersion> named = named(group, history, failures);
    if (!history.isOrdered() && named.size() > 1) {
      named.forEach(version -> failures.add(unordered(first, version, history.disorder())));
      return new Seen(List.of(), 0, failures);
    }
    if (destinationKeeps() != Versioning.ENABLED && named.size() > 1) {
      ObjectVersion newest = named.removeLast();
      named.forEach(version -> failures.add(unkept(first, version)));
      return differences(relative, List.of(newest), failures);
    }
    return differences(relative, named, failures);
  }

  private Seen differences(
      ObjectKey relative, List<ObjectVersion> named, List<ObjectFailure> failures) {
    if (named.isEmpty()) {
      return new Seen(List.of(), 0, failures);
    }
    History there =
        ExactHistory.of(
            destination, relative, new ChronologicalOrder(false), LongestHistory.amongSome());
    if (there.isOrdered() && stand(named, there.versions())) {
      return new Seen(List.of(), named.size(), failures);
    }
    List<Difference> differences = new ArrayList<>();
    for (ObjectVersion version : named) {
      differences.add(
          new Difference(
              relative,
              version.entry(relative),
              null,
              there.isEmpty() ? Reason.ONLY_IN_SOURCE : Reason.VERSIONS,
              ""));
    }
    return new Seen(differences, 0, failures);
  }

  /// The versions that are named, oldest first.
  private List<ObjectVersion> named(
      List<ManifestEntry> group, History history, List<ObjectFailure> failures) {
    Map<VersionId, ManifestEntry> wanted = new LinkedHashMap<>();
    group.forEach(
        entry -> wanted.put(entry.version() == null ? VersionId.NULL : entry.version(), entry));
    List<ObjectVersion> named = new ArrayList<>();
    for (ObjectVersion version : history.versions()) {
      ManifestEntry entry = wanted.remove(version.id());
      if (entry != null && version.deleteMarker()) {
        failures.add(
            ManifestLook.failure(
                entry,
                "DeleteMarker",
                entry.key()
                    + " in version "
                    + version.id()
                    + " is a delete marker: there is nothing to copy"));
      } else if (entry != null) {
        named.add(version);
      }
    }
    wanted.values().forEach(entry -> failures.add(ManifestLook.notAtSource(source, entry)));
    return named;
  }

  /// Whether these versions stand at the destination in this order, the newest on top.
  private static boolean stand(List<ObjectVersion> named, List<ObjectVersion> there) {
    if (there.isEmpty() || !same(named.getLast(), there.getLast())) {
      return false;
    }
    int next = 0;
    for (ObjectVersion version : there) {
      if (next < named.size() && same(named.get(next), version)) {
        next++;
      }
    }
    return next == named.size();
  }

  private static boolean same(ObjectVersion one, ObjectVersion other) {
    ETag etag = one.etag();
    return !other.deleteMarker()
        && one.size() == other.size()
        && etag != null
        && etag.kind() != ETag.Kind.OPAQUE
        && etag.equals(other.etag());
  }

  private ObjectFailure unordered(ManifestEntry entry, ObjectVersion version, String disorder) {
    return new ObjectFailure(
        entry.key(),
        version.id().value(),
        "OrderUnknown",
        entry.key() + ": nobody can tell in which order its versions came: " + disorder);
  }

  private ObjectFailure unkept(ManifestEntry entry, ObjectVersion version) {
    return new ObjectFailure(
        entry.key(),
        version.id().value(),
        "NotVersioned",
        destination.store().name()
            + ":"
            + destination.bucket()
            + " keeps one version of a key, and the manifest names several of "
            + entry.key()
            + ": the newest of them is copied");
  }

  private synchronized Versioning destinationKeeps() {
    if (keeps == null) {
      keeps = destination.store().fetchVersioning(destination.bucket());
    }
    return keeps;
  }
}
