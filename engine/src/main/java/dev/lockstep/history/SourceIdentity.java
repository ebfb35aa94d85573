package dev.lockstep.history;

import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.VersionMapping;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// By which name a version of the source is remembered: its id, which no other version of its key
/// ever has; but for the id `null`, which is given again with each write while versioning is
/// suspended, and so is told from others by its time and, as several may come within one tick of
/// the store's clock, by its ETag: `null@1764288000000@9a0364b9e99bb480dd25e1f0284c8555`.
public final class SourceIdentity {
  private static final String NULL_AT = "null@";
  private static final String ETAG_AT = "@";

  private SourceIdentity() {}

  static VersionId of(ObjectVersion version) {
    if (!version.id().isNull()) {
      return version.id();
    }
    ETag etag = version.etag();
    return new VersionId(
        NULL_AT
            + version.lastModified().toEpochMilli()
            + (etag == null ? "" : ETAG_AT + etag.value()));
  }

  /// The versions with the times by which they are remembered. A store that lists a version with
  /// the time at which it was replaced, and tells by ids when it was made ([UlidTime]), lists
  /// `null` anew, too, and that tells no time: it is known by what it holds.
  ///
  /// @param dated as [ChronologicalOrder] gives them
  static List<ObjectVersion> asRemembered(
      List<ObjectVersion> dated, List<VersionMapping> mappings) {
    boolean listedAnew =
        !mappings.isEmpty()
            && dated.stream().anyMatch(version -> version.id().isNull())
            && dated.stream()
                .anyMatch(
                    version -> UlidTime.millis(version) == version.lastModified().toEpochMilli());
    return listedAnew
        ? dated.stream()
            .map(version -> version.id().isNull() ? asRemembered(version, mappings) : version)
            .toList()
        : dated;
  }

  private static ObjectVersion asRemembered(ObjectVersion version, List<VersionMapping> mappings) {
    return mappings.stream()
        .filter(mapping -> listedId(mapping.source()).isNull() && isSame(mapping, version))
        .map(VersionMapping::sourceModified)
        .max(Comparator.naturalOrder())
        .map(version::at)
        .orElse(version);
  }

  private static boolean isSame(VersionMapping mapping, ObjectVersion version) {
    return mapping.deleteMarker() == version.deleteMarker()
        && mapping.size() == version.size()
        && Objects.equals(mapping.sourceEtag(), version.etag())
        && !mapping.sourceModified().isAfter(version.lastModified());
  }

  /// The id that the store knows the version by.
  public static VersionId listedId(VersionId identity) {
    return identity.value().startsWith(NULL_AT) ? VersionId.NULL : identity;
  }

  /// Whether the version of the id `null` that was modified then, as far as seconds tell, is the
  /// one that is remembered.
  ///
  /// @param etag null where the store tells none, and of a delete marker
  public static boolean isOf(VersionId identity, Instant modified, @Nullable ETag etag) {
    String when = identity.value().substring(NULL_AT.length());
    int end = when.indexOf(ETAG_AT);
    long millis = Long.parseLong(end < 0 ? when : when.substring(0, end));
    boolean sameBytes =
        end < 0 || etag == null || when.substring(end + ETAG_AT.length()).equals(etag.value());
    return sameBytes && Math.floorDiv(millis, 1000) == modified.getEpochSecond();
  }
}
