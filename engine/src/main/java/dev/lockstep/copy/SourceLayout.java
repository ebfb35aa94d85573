package dev.lockstep.copy;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreLimits;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectHead;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Finds out how an object was cut when it was written, so that the copy can be cut alike.
///
/// @param head of the whole object
/// @param plan the cuts to copy with
/// @param cuts how they are known
record SourceLayout(ObjectHead head, PartPlan plan, Cuts cuts) {
  /// How it is known where to cut.
  enum Cuts {
    /// The source has told the length of each part.
    TOLD,
    /// The source has told the length of the first part, the others are thought as long.
    BY_FIRST,
    /// The source tells no part, but the object's tag shows that these are its cuts.
    FOUND,
    /// They are not the source's.
    OTHER;

    /// Whether the source can be asked for a part by its number.
    boolean numbered() {
      return this == TOLD || this == BY_FIRST;
    }
  }

  /// One GET of the first part, of which the head is read; one more a part when the parts turn out
  /// to be uneven. One HEAD for the checksums of the whole, where they are wanted.
  static SourceLayout discover(
      ObjectStore store, CopyRequest request, CopySettings settings, StoreLimits limits) {
    boolean wanted = request.sourceParts() > 0 && settings.fidelity().wants(Attribute.PART_LAYOUT);
    ReadOptions options = ReadOptions.WITH_CHECKSUMS.ifMatch(request.etag());
    if (!wanted) {
      return notAsWritten(store.headObject(request.source(), options), settings, limits);
    }
    try (FetchedObject first = store.fetchObject(request.source(), options.partNumber(1))) {
      ObjectHead head = withChecksumsOfAll(first.head(), store, request, settings);
      SourceLayout layout = ofFirstPart(store, request, first, head);
      return layout.plan.fits(limits) ? layout : notAsWritten(head, settings, limits);
    }
  }

  private static SourceLayout notAsWritten(
      ObjectHead head, CopySettings settings, StoreLimits limits) {
    PartPlan plan = PartPlan.bySize(head.size(), settings.partSize(), limits);
    return new SourceLayout(head, plan, Cuts.OTHER);
  }

  /// The head of a part tells the checksums of the part.
  private static ObjectHead withChecksumsOfAll(
      ObjectHead head, ObjectStore store, CopyRequest request, CopySettings settings) {
    if (head.partsCount() == 0) {
      return head;
    }
    return head.withChecksums(
        settings.fidelity().wants(Attribute.CHECKSUM)
            ? store
                .headObject(request.source(), ReadOptions.WITH_CHECKSUMS.ifMatch(request.etag()))
                .checksums()
            : List.of());
  }

  private static SourceLayout ofFirstPart(
      ObjectStore store, CopyRequest request, FetchedObject first, ObjectHead head) {
    int parts = request.sourceParts();
    if (head.partsCount() != parts) {
      ETag etag = head.etag();
      if (etag != null && etag.parts() == parts) {
        return new SourceLayout(head, searched(store, request, first, etag), Cuts.FOUND);
      }
      PartPlan even = PartPlan.uniform(head.size(), Math.max(1, Math.ceilDiv(head.size(), parts)));
      return new SourceLayout(head, even, Cuts.OTHER);
    }
    PartPlan even = PartPlan.uniform(head.size(), Math.max(1, first.length()));
    return even.count() == parts
        ? new SourceLayout(head, even, parts > 2 ? Cuts.BY_FIRST : Cuts.TOLD)
        : new SourceLayout(head, measure(store, request, first.length()), Cuts.TOLD);
  }

  private static PartPlan measure(ObjectStore store, CopyRequest request, long first) {
    long[] lengths = new long[request.sourceParts()];
    lengths[0] = first;
    for (int number = 2; number <= lengths.length; number++) {
      ReadOptions options = ReadOptions.PLAIN.ifMatch(request.etag()).partNumber(number);
      try (FetchedObject part = store.fetchObject(request.source(), options)) {
        lengths[number - 1] = part.length();
      }
    }
    return PartPlan.of(lengths);
  }

  /// The true cuts, when the likely ones have turned out to be wrong: parts of which the first is
  /// as long as if all were even need not be. Empty when there is nothing better.
  Optional<SourceLayout> measured(ObjectStore store, CopyRequest request, StoreLimits limits) {
    if (cuts != Cuts.BY_FIRST) {
      return Optional.empty();
    }
    PartPlan measured = measure(store, request, plan.length(1));
    return measured.cutsLike(plan) || !measured.fits(limits)
        ? Optional.empty()
        : Optional.of(new SourceLayout(head, measured, Cuts.TOLD));
  }

  /// The checksum of the source that a copy in these parts can have too.
  Optional<Checksum> keptChecksum() {
    return head.checksums().stream()
        .filter(checksum -> UploadChecksum.like(checksum).isPossible())
        .filter(checksum -> checksum.tellsBytes() || cuts != Cuts.OTHER)
        .findFirst();
  }

  private static PartPlan searched(
      ObjectStore store, CopyRequest request, FetchedObject whole, ETag etag) {
    try {
      return LayoutSearch.find(whole, etag);
    } catch (IOException e) {
      throw CopyFailures.bodyCutOff(store, request.source(), e);
    }
  }
}
