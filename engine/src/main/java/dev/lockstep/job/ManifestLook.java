package dev.lockstep.job;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.Difference;
import dev.lockstep.compare.Difference.Reason;
import dev.lockstep.compare.RequestedEvidence;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.manifest.ManifestEntry;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks at what a manifest names of one key, at both sides, by its name: no listing is needed. Any
/// thread may call.
final class ManifestLook {
  private final BucketScope source;
  private final BucketScope destination;
  private final CompareBy by;
  private final RequestedEvidence evidence;
  private final ManifestVersions versions;

  ManifestLook(BucketScope source, BucketScope destination, CompareBy by) {
    this.source = source;
    this.destination = destination;
    this.by = by;
    this.evidence = new RequestedEvidence(source, destination);
    this.versions = new ManifestVersions(source, destination);
  }

  /// What is known of one key.
  ///
  /// @param differences what is to be written, the oldest version first
  /// @param same how many entries stand at the destination already
  /// @param failures entries that can't be copied, and why
  record Seen(List<Difference> differences, long same, List<ObjectFailure> failures) {
    static Seen failed(ObjectFailure failure) {
      return new Seen(List.of(), 0, List.of(failure));
    }
  }

  /// @param group the entries of one key
  /// @throws StoreException when a store can't be asked
  Seen look(List<ManifestEntry> group) {
    return group.size() == 1 ? one(group.getFirst()) : versions.look(group);
  }

  private Seen one(ManifestEntry entry) {
    ObjectKey key = entry.key();
    ObjectHead head = head(source, entry, key);
    if (head == null && entry.literal() != null && entry.literal().startsWith(source.prefix())) {
      key = entry.literal();
      head = head(source, entry, key);
    }
    if (head == null) {
      return Seen.failed(notAtSource(source, entry));
    }
    ObjectKey relative = key.after(source.prefix().length());
    ObjectEntry there = entry(relative, head, entry);
    ObjectHead present = headOrNull(destination, destination.object(relative));
    if (present == null) {
      return different(relative, there, null, Reason.ONLY_IN_SOURCE);
    }
    ObjectEntry replaced = entry(relative, present, null);
    Optional<Reason> reason = reason(relative, there, head, present);
    return reason.isEmpty()
        ? new Seen(List.of(), 1, List.of())
        : different(relative, there, replaced, reason.get());
  }

  private static Seen different(
      ObjectKey relative, ObjectEntry from, @Nullable ObjectEntry to, Reason reason) {
    return new Seen(List.of(new Difference(relative, from, to, reason, "")), 0, List.of());
  }

  private Optional<Reason> reason(
      ObjectKey relative, ObjectEntry entry, ObjectHead left, ObjectHead right) {
    if (left.size() != right.size()) {
      return Optional.of(Reason.SIZE);
    }
    return switch (by) {
      case SIZE -> Optional.empty();
      case TIME ->
          left.lastModified().getEpochSecond() > right.lastModified().getEpochSecond()
              ? Optional.of(Reason.TIME)
              : Optional.empty();
      case ETAG ->
          left.etag() != null && left.etag().equals(right.etag())
              ? Optional.empty()
              : Optional.of(Reason.ETAG);
      case CONTENT ->
          left.size() == 0 || sameDigest(left, right) ? Optional.empty() : decided(relative, entry);
      case CHECKSUM, METADATA -> decided(relative, entry);
    };
  }

  private Optional<Reason> decided(ObjectKey relative, ObjectEntry entry) {
    return evidence.decide(
        source.object(relative, entry.version()), destination.object(relative), by);
  }

  private static boolean sameDigest(ObjectHead left, ObjectHead right) {
    ETag etag = left.etag();
    return etag != null
        && etag.kind() != ETag.Kind.OPAQUE
        && etag.equals(right.etag())
        && !left.hidesMd5()
        && !right.hidesMd5();
  }

  private static ObjectEntry entry(
      ObjectKey relative, ObjectHead head, @Nullable ManifestEntry named) {
    return new ObjectEntry(
        relative,
        head.size(),
        head.lastModified(),
        head.etag(),
        head.attributes().storageClass(),
        named == null ? null : named.version());
  }

  private static @Nullable ObjectHead head(BucketScope scope, ManifestEntry entry, ObjectKey key) {
    return headOrNull(scope, new ObjectRef(scope.bucket(), key, entry.version()));
  }

  private static @Nullable ObjectHead headOrNull(BucketScope scope, ObjectRef object) {
    try {
      return scope.store().headObject(object, ReadOptions.PLAIN);
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Missing) {
        return null;
      }
      throw e;
    }
  }

  static ObjectFailure notAtSource(BucketScope source, ManifestEntry entry) {
    return failure(
        entry,
        "NotAtSource",
        source.store().name()
            + ":"
            + entry.bucket()
            + "/"
            + entry.key()
            + (entry.version() == null ? "" : " in version " + entry.version())
            + " is in the manifest and not at the source"
            + (entry.literal() == null ? "" : ", nor is it without URL-decoding"));
  }

  static ObjectFailure failure(ManifestEntry entry, String code, String message) {
    return new ObjectFailure(
        entry.key(), entry.version() == null ? null : entry.version().value(), code, message);
  }
}
