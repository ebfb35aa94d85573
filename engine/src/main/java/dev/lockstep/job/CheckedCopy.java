package dev.lockstep.job;

import dev.lockstep.copy.CopyOutcome;
import dev.lockstep.copy.CopyOutcome.Copied;
import dev.lockstep.copy.CopyRequest;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.IncompleteCopyException;
import dev.lockstep.copy.ObjectCopier;
import dev.lockstep.copy.OnConflict;
import dev.lockstep.copy.Replaced;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.job.ObjectOutcome.Written;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import dev.lockstep.verify.AttributeAudit;
import dev.lockstep.verify.AttributeAudit.Loss;
import dev.lockstep.verify.KeyAudit;
import dev.lockstep.verify.WriteCheck;
import dev.lockstep.verify.WriteCheck.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Copies one object and makes sure of it: asks first whether the destination keeps such a key,
/// sets the answer to the write against the source, and looks whether the attributes are there. Any
/// thread may call.
final class CheckedCopy {
  private static final String CHECKSUM = Attribute.CHECKSUM.words();
  private static final String LAYOUT = Attribute.PART_LAYOUT.words();

  private final ObjectStore destination;
  private final ObjectCopier copier;
  private final CopySettings settings;
  private final KeyAudit keys;
  private final AttributeAudit attributes;

  CheckedCopy(ObjectStore destination, ObjectCopier copier, CopySettings settings, KeyAudit keys) {
    this.destination = destination;
    this.copier = copier;
    this.settings = settings;
    this.keys = keys;
    this.attributes = new AttributeAudit(destination);
  }

  /// @throws StoreException when a store fails in a way that concerns this object, or all
  ObjectOutcome copy(CopyRequest request) {
    Optional<ObjectFailure> refused = refusal(request);
    if (refused.isPresent()) {
      return new ObjectOutcome.Failed(refused.get());
    }
    try {
      return copyAndCheck(request);
    } catch (IncompleteCopyException e) {
      String message = "Copied, but not all of it: " + e.getMessage();
      return new ObjectOutcome.Incomplete(
          request.size(), failure(request, e.code(), message), Written.UNTOLD);
    } catch (StoreException e) {
      if (!e.failure().refusal() || !standsThere(request)) {
        throw e;
      }
      String message = "Refused, and written all the same: " + e.getMessage();
      String code = e.failure().detail().code();
      return new ObjectOutcome.Incomplete(
          request.size(), failure(request, code, message), Written.UNTOLD);
    } finally {
      copier.takeVersionsMade(request.target());
    }
  }

  /// Some stores refuse what belongs to an object when they have written the object already. By its
  /// listing it would be in step. Where such an object stood there before, nothing can be told.
  private boolean standsThere(CopyRequest request) {
    if (request.replaced() instanceof Replaced.Listed(ETag before, long _)
        && (before == null || before.equals(request.etag()))) {
      return false;
    }
    try {
      ObjectHead head = destination.headObject(request.target(), ReadOptions.PLAIN);
      return head.size() == request.size()
          && head.etag() != null
          && head.etag().equals(request.etag());
    } catch (StoreException e) {
      return false;
    }
  }

  private Optional<ObjectFailure> refusal(CopyRequest request) {
    if (request.target().key().isEmpty()) {
      return Optional.of(
          failure(
              request,
              "NoKey",
              "the source's key is its prefix, and with no prefix at the destination nothing is left of it"));
    }
    return keys.refusal(request.target().key())
        .map(why -> failure(request, "KeyNotKept", there(request) + ": not written, " + why));
  }

  private ObjectOutcome copyAndCheck(CopyRequest request) {
    CopyRequest current = request;
    for (int attempt = 1; ; attempt++) {
      switch (copier.copy(current)) {
        case CopyOutcome.SourceGone _ -> {
          return new ObjectOutcome.SourceGone();
        }
        case CopyOutcome.TargetChanged(String detail) -> {
          ObjectFailure conflict = failure(request, "DestinationChanged", "Not written: " + detail);
          return settings.overwriting().onConflict() == OnConflict.FAIL
              ? new ObjectOutcome.Failed(conflict)
              : new ObjectOutcome.LeftAlone(conflict);
        }
        case Copied copied -> {
          Evidence shown =
              new WriteCheck(copied.sourceEtag(), copied.sourceHidesMd5(), copied.sourceChecksums())
                  .of(copied.receipt());
          if (shown != Evidence.MISMATCH) {
            return withAttributesChecked(request, copied, shown);
          }
          String left = removeWrong(request, copied.receipt());
          if (attempt == 2 || !left.isEmpty()) {
            return new ObjectOutcome.Failed(
                failure(
                    request,
                    "Corrupted",
                    there(request)
                        + " has other bytes than the source"
                        + (attempt == 2 ? ", twice in a row" : "")
                        + left
                        + "; run again, and look at what lies between"));
          }
          current = request.over(copied.receipt());
        }
      }
    }
  }

  /// What has other bytes than it should does not stay as a version of its own, unless it was
  /// written with a lock.
  ///
  /// @return why it stays, for people; empty when it does not
  private String removeWrong(CopyRequest request, WriteReceipt receipt) {
    VersionId wrong = receipt.version();
    if (wrong == null || wrong.isNull()) {
      return "";
    }
    ObjectRef target = request.target();
    return destination
        .deleteObjects(
            target.bucket(), List.of(new ObjectRef(target.bucket(), target.key(), wrong)))
        .stream()
        .map(left ->
            ", and its version " + wrong + " can't be removed: " + left.failure().detail().code())
        .findFirst()
        .orElse("");
  }

  private ObjectOutcome withAttributesChecked(
      CopyRequest request, Copied copied, Evidence evidence) {
    VersionId version = copied.receipt().version();
    List<VersionId> besides = new ArrayList<>(copier.takeVersionsMade(request.target()));
    besides.remove(version);
    Written written = new Written(version, copied.receipt().perhapsTwice(), besides);
    List<String> noted = new ArrayList<>(copied.notes());
    List<String> lost = new ArrayList<>();
    if (copied.intended() != null) {
      try {
        for (Loss loss : losses(request, copied, copied.intended())) {
          (settings.demands(loss.attribute()) ? lost : noted).add(loss.detail());
        }
      } catch (StoreException e) {
        // What is missing altogether is the second look's to tell, and what fails for now says
        // nothing about what is kept: another object of the sort is looked at.
        if (e.failure().retryable()) {
          noted.add("not looked whether all was kept: " + e.getMessage());
        } else if (!(e.failure() instanceof StoreFailure.Missing)) {
          lost.add("it could not be read back: " + e.getMessage());
        }
      }
    }
    if (lost.isEmpty()) {
      return new ObjectOutcome.Arrived(copied.bytes(), evidence, noted, written);
    }
    String message = there(request) + ": the store did not keep all: " + String.join("; ", lost);
    return new ObjectOutcome.Incomplete(
        copied.bytes(), failure(request, "AttributeNotKept", message), written);
  }

  private List<Loss> losses(CopyRequest request, Copied copied, ObjectAttributes intended) {
    ETag etag = copied.sourceEtag();
    boolean inParts = etag != null && etag.parts() > 0;
    boolean told = copied.notes().stream().anyMatch(note -> note.contains(CHECKSUM));
    List<Checksum> checksums =
        settings.fidelity().wants(Attribute.CHECKSUM) && !told
            ? copied.sourceChecksums()
            : List.of();
    List<Loss> losses =
        new ArrayList<>(attributes.losses(request.target(), intended, checksums, inParts));
    if (etag != null && inParts && settings.fidelity().wants(Attribute.PART_LAYOUT)) {
      layout(request, copied, etag).ifPresent(losses::add);
    }
    return losses;
  }

  /// The ETag of an object in parts tells its cuts. Where one of both is no digest, the number of
  /// parts must do.
  private Optional<Loss> layout(CopyRequest request, Copied copied, ETag source) {
    boolean told = copied.notes().stream().anyMatch(note -> note.contains(LAYOUT));
    ETag kept = copied.receipt().etag();
    if (kept == null) {
      kept = destination.headObject(request.target(), ReadOptions.PLAIN).etag();
    }
    boolean digests = !copied.sourceHidesMd5() && !copied.receipt().hidesMd5();
    boolean same = kept != null && (digests ? kept.equals(source) : kept.parts() == source.parts());
    return same || told
        ? Optional.empty()
        : Optional.of(
            new Loss(
                Attribute.PART_LAYOUT,
                "the part layout was not kept: the ETag was " + source + " and is " + kept));
  }

  private String there(CopyRequest request) {
    return destination.name() + ":" + request.target();
  }

  static ObjectFailure failure(CopyRequest request, String code, String message) {
    VersionId version = request.source().version();
    return new ObjectFailure(
        request.source().key(), version == null ? null : version.value(), code, message);
  }

  /// Begins no more parts and no more attempts; what is under way is finished. Any thread may call.
  void stop() {
    copier.stop();
  }

  boolean isStopped() {
    return copier.isStopped();
  }

  /// The trial objects at the destination that could not be removed.
  List<String> leftBehind() {
    return keys.leftBehind();
  }
}
