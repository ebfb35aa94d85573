package dev.lockstep.compare;

import dev.lockstep.compare.Difference.Reason;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks stores about a pair of which one side is out of a report: what is there now need not be
/// what the report tells of. Where the report names a version, that one is asked about; else the
/// object must still have the size and the ETag that it had. Any thread.
final class ReportedObjects implements Questions.Judge {
  private final BucketScope source;
  private final BucketScope destination;
  private final boolean sourceIsReported;
  private final boolean destinationIsReported;
  private final CompareBy by;
  private final RequestedEvidence requested;

  private ReportedObjects(
      BucketScope source,
      boolean sourceIsReported,
      BucketScope destination,
      boolean destinationIsReported,
      CompareBy by) {
    this.source = source;
    this.destination = destination;
    this.sourceIsReported = sourceIsReported;
    this.destinationIsReported = destinationIsReported;
    this.by = by;
    this.requested = new RequestedEvidence(source, destination);
  }

  /// @throws java.util.NoSuchElementException when a side's objects are nowhere to be asked about
  static ReportedObjects of(ComparedSide source, ComparedSide destination, CompareBy by) {
    return new ReportedObjects(
        source.objects().orElseThrow(),
        source.facts().kind() == SideFacts.Kind.REPORT,
        destination.objects().orElseThrow(),
        destination.facts().kind() == SideFacts.Kind.REPORT,
        by);
  }

  @Override
  public Optional<Reason> decide(Difference question) {
    if (sourceIsReported) {
      check(source, question, question.source());
    }
    if (destinationIsReported) {
      check(destination, question, question.destination());
    }
    return requested.decide(question, by);
  }

  private static void check(BucketScope side, Difference question, @Nullable ObjectEntry told) {
    if (told == null || told.version() != null && !told.version().equals(VersionId.NULL)) {
      return;
    }
    ObjectRef object = side.object(question.key(), told.version());
    ObjectHead now = side.store().headObject(object, ReadOptions.PLAIN);
    if (now.size() != told.size() || told.etag() != null && !told.etag().equals(now.etag())) {
      throw new IllegalStateException(
          side.store().name() + ":" + object + " is another object now than the report tells of");
    }
  }
}
