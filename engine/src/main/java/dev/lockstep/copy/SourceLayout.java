package dev.lockstep.copy;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreLimits;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectHead;
import java.io.IOException;
import java.util.Optional;

/// Finds out how an object was cut when it was written, so that the copy can be cut alike.
///
/// @param head of the whole object
/// @param plan the cuts to copy with
/// @param byFirst whether they follow from the first part alone, the others being thought as long
record SourceLayout(ObjectHead head, PartPlan plan, boolean byFirst) {
  private SourceLayout(ObjectHead head, PartPlan plan) {
    this(head, plan, false);
  }

  /// One GET of the first part, of which the head is read; one more a part when the parts turn out
  /// to be uneven.
  static SourceLayout discover(
      ObjectStore store, CopyRequest request, CopySettings settings, StoreLimits limits) {
    boolean wanted = request.sourceParts() > 0 && settings.fidelity().wants(Attribute.PART_LAYOUT);
    ReadOptions options = ReadOptions.WITH_CHECKSUMS.ifMatch(request.etag());
    if (!wanted) {
      ObjectHead head = store.headObject(request.source(), options);
      return new SourceLayout(head, PartPlan.bySize(head.size(), settings.partSize(), limits));
    }
    try (FetchedObject first = store.fetchObject(request.source(), options.partNumber(1))) {
      ObjectHead head = first.head();
      SourceLayout layout = ofFirstPart(store, request, first);
      if (layout.plan.fits(limits)) {
        return layout;
      }
      return new SourceLayout(head, PartPlan.bySize(head.size(), settings.partSize(), limits));
    }
  }

  private static SourceLayout ofFirstPart(
      ObjectStore store, CopyRequest request, FetchedObject first) {
    ObjectHead head = first.head();
    int parts = request.sourceParts();
    if (head.partsCount() != parts) {
      ETag etag = head.etag();
      PartPlan plan =
          etag == null || etag.parts() != parts
              ? PartPlan.uniform(head.size(), Math.max(1, Math.ceilDiv(head.size(), parts)))
              : searched(store, request, first, etag);
      return new SourceLayout(head, plan);
    }
    PartPlan even = PartPlan.uniform(head.size(), Math.max(1, first.length()));
    return even.count() == parts
        ? new SourceLayout(head, even, parts > 2)
        : new SourceLayout(head, measure(store, request, first.length()));
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
    if (!byFirst) {
      return Optional.empty();
    }
    PartPlan measured = measure(store, request, plan.length(1));
    return measured.cutsLike(plan) || !measured.fits(limits)
        ? Optional.empty()
        : Optional.of(new SourceLayout(head, measured));
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
