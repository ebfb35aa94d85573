package dev.lockstep.copy;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreLimits;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectHead;
import java.io.IOException;

/// Finds out how an object was cut when it was written, so that the copy can be cut alike.
///
/// @param head of the whole object
/// @param plan the cuts to copy with
record SourceLayout(ObjectHead head, PartPlan plan) {
  /// One GET of the first part, of which the head is read; one more a part when the parts turn out
  /// to be uneven.
  static SourceLayout discover(
      ObjectStore store, CopyRequest request, CopySettings settings, StoreLimits limits) {
    boolean wanted =
        request.sourceParts() > 0 && settings.fidelity().wants(Fidelity.Attribute.PART_LAYOUT);
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
              ? PartPlan.uniform(head.size(), Math.ceilDiv(head.size(), parts))
              : searched(store, request, first, etag);
      return new SourceLayout(head, plan);
    }
    PartPlan even = PartPlan.uniform(head.size(), Math.max(1, first.length()));
    if (even.count() == parts) {
      return new SourceLayout(head, even);
    }
    long[] lengths = new long[parts];
    lengths[0] = first.length();
    for (int number = 2; number <= parts; number++) {
      ReadOptions options = ReadOptions.PLAIN.ifMatch(request.etag()).partNumber(number);
      try (FetchedObject part = store.fetchObject(request.source(), options)) {
        lengths[number - 1] = part.length();
      }
    }
    return new SourceLayout(head, PartPlan.of(lengths));
  }

  private static PartPlan searched(
      ObjectStore store, CopyRequest request, FetchedObject whole, ETag etag) {
    try {
      return LayoutSearch.find(whole, etag);
    } catch (IOException e) {
      throw BrokenBody.of(store, request.source(), e);
    }
  }
}
