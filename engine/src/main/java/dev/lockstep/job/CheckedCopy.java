package dev.lockstep.job;

import dev.lockstep.copy.CopyOutcome;
import dev.lockstep.copy.CopyOutcome.Copied;
import dev.lockstep.copy.CopyRequest;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.IncompleteCopyException;
import dev.lockstep.copy.ObjectCopier;
import dev.lockstep.copy.OnConflict;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.object.ObjectRef;
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
      return new ObjectOutcome.Incomplete(request.size(), failure(request, e.code(), message));
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
          if (attempt == 2) {
            return new ObjectOutcome.Failed(
                failure(
                    request,
                    "Corrupted",
                    there(request)
                        + " has other bytes than the source, twice in a row; run again, and look at what lies between"));
          }
          current = request.over(copied.receipt());
        }
      }
    }
  }

  private ObjectOutcome withAttributesChecked(
      CopyRequest request, Copied copied, Evidence evidence) {
    List<String> noted = new ArrayList<>(copied.notes());
    List<String> lost = new ArrayList<>();
    if (copied.intended() != null) {
      try {
        for (Loss loss : attributes.losses(request.target(), copied.intended())) {
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
      return new ObjectOutcome.Arrived(copied.bytes(), evidence, noted);
    }
    String message = there(request) + ": the store did not keep all: " + String.join("; ", lost);
    return new ObjectOutcome.Incomplete(
        copied.bytes(), failure(request, "AttributeNotKept", message));
  }

  private String there(CopyRequest request) {
    return destination.name() + ":" + request.target();
  }

  static ObjectFailure failure(CopyRequest request, String code, String message) {
    return new ObjectFailure(request.source().key(), null, code, message);
  }

  /// Begins nothing more.
  void stop() {
    copier.stop();
  }

  /// The trial objects at the destination that could not be removed.
  List<ObjectRef> leftBehind() {
    return keys.leftBehind();
  }
}
