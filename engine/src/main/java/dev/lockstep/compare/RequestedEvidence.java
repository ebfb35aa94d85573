package dev.lockstep.compare;

import dev.lockstep.compare.Difference.Reason;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.OriginMetadata;
import dev.lockstep.object.VersionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides by requests what two listings can't: the cheapest that suffices. One HEAD a side first;
/// where ETags and checksums of these can't be set against each other, the bytes of one side or of
/// both are read. Any thread may call.
public final class RequestedEvidence {
  private final BucketScope source;
  private final BucketScope destination;

  public RequestedEvidence(BucketScope source, BucketScope destination) {
    this.source = source;
    this.destination = destination;
  }

  /// Why the two entries of a question differ; empty when they are the same. Where an entry names a
  /// version, that one is asked about.
  ///
  /// @throws StoreException when a store does not answer what is needed
  Optional<Reason> decide(Difference question, CompareBy by) {
    return decide(
        source.object(question.key(), version(question.source())),
        destination.object(question.key(), version(question.destination())),
        by);
  }

  private static @Nullable VersionId version(@Nullable ObjectEntry entry) {
    return entry == null ? null : entry.version();
  }

  /// Why two objects or versions differ; empty when they are the same.
  ///
  /// @throws StoreException when a store does not answer what is needed
  public Optional<Reason> decide(ObjectRef left, ObjectRef right, CompareBy by) {
    ObjectHead leftHead = source.store().headObject(left, ReadOptions.WITH_CHECKSUMS);
    ObjectHead rightHead = destination.store().headObject(right, ReadOptions.WITH_CHECKSUMS);
    Optional<Reason> content = content(left, leftHead, right, rightHead, by);
    if (content.isPresent() || by != CompareBy.METADATA) {
      return content;
    }
    return metadata(left, leftHead, right, rightHead);
  }

  private Optional<Reason> content(
      ObjectRef left, ObjectHead leftHead, ObjectRef right, ObjectHead rightHead, CompareBy by) {
    if (leftHead.size() != rightHead.size()) {
      return Optional.of(Reason.SIZE);
    }
    Answer answer = byTags(leftHead, rightHead, by == CompareBy.CHECKSUM);
    return switch (answer) {
      case SAME -> Optional.empty();
      case ETAG_DIFFERS -> Optional.of(Reason.ETAG);
      case CHECKSUM_DIFFERS -> Optional.of(Reason.CHECKSUM);
      case LAYOUT_TELLS ->
          sameLayout(left, leftHead, right)
              ? Optional.of(Reason.ETAG)
              : byBytes(left, leftHead, right, rightHead);
      case SILENT -> byBytes(left, leftHead, right, rightHead);
    };
  }

  private static Answer byTags(ObjectHead left, ObjectHead right, boolean checksumsFirst) {
    Answer checksum = byChecksum(left, right);
    if (checksumsFirst && checksum != Answer.SILENT) {
      return checksum;
    }
    Answer etag = byEtag(left, right);
    boolean certain = etag == Answer.SAME || etag == Answer.ETAG_DIFFERS;
    return certain || checksum == Answer.SILENT ? etag : checksum;
  }

  private enum Answer {
    SAME,
    ETAG_DIFFERS,
    CHECKSUM_DIFFERS,
    /// Multipart tags of equally many parts differ: so do the bytes, if the parts were cut alike.
    LAYOUT_TELLS,
    SILENT
  }

  private static Answer byEtag(ObjectHead left, ObjectHead right) {
    ETag one = left.etag();
    ETag other = right.etag();
    if (one == null
        || other == null
        || left.hidesMd5()
        || right.hidesMd5()
        || one.kind() == ETag.Kind.OPAQUE) {
      return Answer.SILENT;
    }
    if (one.equals(other)) {
      return Answer.SAME;
    }
    if (one.kind() != other.kind() || one.parts() != other.parts()) {
      return Answer.SILENT;
    }
    return one.kind() == ETag.Kind.MD5 ? Answer.ETAG_DIFFERS : Answer.LAYOUT_TELLS;
  }

  private static Answer byChecksum(ObjectHead left, ObjectHead right) {
    for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
      Optional<Checksum> one = left.checksum(algorithm);
      Optional<Checksum> other = right.checksum(algorithm);
      if (one.isEmpty() || other.isEmpty() || one.get().type() != other.get().type()) {
        continue;
      }
      if (one.get().value().equals(other.get().value())) {
        return Answer.SAME;
      }
      if (one.get().tellsBytes()) {
        return Answer.CHECKSUM_DIFFERS;
      }
    }
    return Answer.SILENT;
  }

  /// Whether the parts, as many on both sides and of as many bytes, were cut alike for certain. Of
  /// one or two parts the first tells; three may begin alike and go on otherwise.
  private boolean sameLayout(ObjectRef left, ObjectHead leftHead, ObjectRef right) {
    int parts = leftHead.etag() == null ? 0 : leftHead.etag().parts();
    if (parts != 2) {
      return parts == 1;
    }
    long one = firstPart(source, left);
    return one > 0 && one == firstPart(destination, right);
  }

  private static long firstPart(BucketScope scope, ObjectRef object) {
    try (FetchedObject part = scope.store().fetchObject(object, ReadOptions.PLAIN.partNumber(1))) {
      return part.head().partsCount() > 0 ? part.length() : 0;
    }
  }

  private Optional<Reason> byBytes(
      ObjectRef left, ObjectHead leftHead, ObjectRef right, ObjectHead rightHead) {
    try {
      boolean same;
      if (tellsMd5(leftHead)) {
        same = ByteProof.md5(destination.store(), right).equals(leftHead.etag());
      } else if (tellsMd5(rightHead)) {
        same = ByteProof.md5(source.store(), left).equals(rightHead.etag());
      } else {
        same = ByteProof.sameBytes(source.store(), left, destination.store(), right);
      }
      return same ? Optional.empty() : Optional.of(Reason.BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Reading " + left + " and " + right + " to compare their bytes: " + e.getMessage(), e);
    }
  }

  private static boolean tellsMd5(ObjectHead head) {
    ETag etag = head.etag();
    return etag != null && etag.kind() == ETag.Kind.MD5 && !head.hidesMd5();
  }

  private Optional<Reason> metadata(
      ObjectRef left, ObjectHead leftHead, ObjectRef right, ObjectHead rightHead) {
    if (!leftHead.attributes().headers().equals(rightHead.attributes().headers())) {
      return Optional.of(Reason.HEADERS);
    }
    if (!own(leftHead).equals(own(rightHead))) {
      return Optional.of(Reason.USER_METADATA);
    }
    return tags(source, left, leftHead).equals(tags(destination, right, rightHead))
        ? Optional.empty()
        : Optional.of(Reason.TAGS);
  }

  private static Map<String, String> own(ObjectHead head) {
    return OriginMetadata.without(head.attributes().userMetadata());
  }

  private static Map<String, String> tags(BucketScope scope, ObjectRef object, ObjectHead head) {
    return head.tagCount() == 0 ? Map.of() : scope.store().fetchTags(object);
  }
}
