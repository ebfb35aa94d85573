package dev.lockstep.copy;

import dev.lockstep.copy.CopyOutcome.Copied;
import dev.lockstep.copy.Fidelity.Attribute;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.StorageClass;
import dev.lockstep.telemetry.Progress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Copies objects from one store to another, or within one: chooses the way, does it again when the
/// source changed on the way or a connection broke, and gives up what need not be kept when the
/// destination refuses it.
///
/// Any thread may call; the buffers and the parts in flight are bounded for all calls together.
public final class ObjectCopier {
  /// How often a copy is begun anew when what was read is no longer what was listed, or a stream
  /// broke.
  private static final int ATTEMPTS = 4;

  private final ObjectStore source;
  private final ObjectStore destination;
  private final CopySettings settings;
  private final RetryPolicy retries;
  private final CopyWays kept;
  private final CopyWays reduced;
  private final Set<StorageClass> refusedClasses = ConcurrentHashMap.newKeySet();

  /// @param objectsInFlight how many small objects are held whole at once; each takes up to 256 KiB
  /// @param partsInFlight how many parts of large objects are under way at once, over all objects
  public ObjectCopier(
      ObjectStore source,
      ObjectStore destination,
      CopySettings settings,
      RetryPolicy retries,
      int objectsInFlight,
      int partsInFlight,
      Progress progress) {
    this.source = source;
    this.destination = destination;
    this.settings = settings;
    this.retries = retries;
    BufferPool buffers = new BufferPool(objectsInFlight);
    MultipartCopy multipart =
        new MultipartCopy(source, destination, retries, partsInFlight, progress);
    this.kept = new CopyWays(source, destination, settings, buffers, multipart, progress);
    CopySettings less =
        new CopySettings(
            demandsOnly(settings.fidelity()),
            settings.storageClass(),
            settings.encryption(),
            settings.partSize());
    this.reduced = new CopyWays(source, destination, less, buffers, multipart, progress);
  }

  private static Fidelity demandsOnly(Fidelity fidelity) {
    Fidelity less = fidelity;
    for (Attribute attribute : Attribute.values()) {
      if (!fidelity.demands(attribute) && attribute != Attribute.PART_LAYOUT) {
        less = less.with(attribute, Fidelity.Level.IGNORE);
      }
    }
    return less;
  }

  /// Copies one object and returns when that is done.
  ///
  /// @throws StoreException when it can't be
  public CopyOutcome copy(CopyRequest request) {
    CopyRequest current = request;
    for (int attempt = 1; ; attempt++) {
      try {
        return afterwards(current, once(current));
      } catch (StoreException e) {
        boolean again =
            switch (e.failure()) {
              case StoreFailure.Changed _, StoreFailure.Missing _ -> true;
              case StoreFailure failure -> failure.retryable();
            };
        if (!again || attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        if (e.failure() instanceof StoreFailure.Missing && sourceGone(request)) {
          return new CopyOutcome.SourceGone();
        }
        if (e.failure().retryable()) {
          retries.pauseBefore(attempt + 1);
        }
        current = asItIsNow(request);
      }
    }
  }

  private CopyOutcome once(CopyRequest request) {
    if (refusedClasses.contains(request.storageClass())) {
      return lessThan(request, "the destination refuses the class");
    }
    try {
      return kept.copy(request);
    } catch (StoreException e) {
      if (e.failure().refusal()) {
        return lessThan(request, e);
      }
      throw e;
    }
  }

  /// Tries without what need not be kept; what is refused even then is what stands in the way.
  private CopyOutcome lessThan(CopyRequest request, StoreException refusal) {
    try {
      CopyOutcome outcome = lessThan(request, refusal.failure().detail().code());
      if (settings.storageClass() == null
          && !request.storageClass().equals(StorageClass.STANDARD)) {
        refusedClasses.add(request.storageClass());
      }
      return outcome;
    } catch (StoreException e) {
      e.addSuppressed(refusal);
      throw e;
    }
  }

  private CopyOutcome lessThan(CopyRequest request, String why) {
    return switch (reduced.copy(request)) {
      case Copied copied ->
          copied.withNote(
              "written without storage class "
                  + request.storageClass()
                  + " or other extras: "
                  + why);
      case CopyOutcome.SourceGone gone -> gone;
    };
  }

  private boolean sourceGone(CopyRequest request) {
    try {
      source.headObject(request.source(), ReadOptions.PLAIN);
      return false;
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Missing) {
        source.headBucket(request.source().bucket());
        return true;
      }
      throw e;
    }
  }

  private CopyRequest asItIsNow(CopyRequest request) {
    ObjectHead head = source.headObject(request.source(), ReadOptions.PLAIN);
    ETag etag = head.etag();
    return request.as(head.size(), etag, head.attributes().storageClass());
  }

  private CopyOutcome afterwards(CopyRequest request, CopyOutcome outcome) {
    if (settings.fidelity().wants(Attribute.ACL) && outcome instanceof Copied copied) {
      return new AclTransfer(source, destination, settings.fidelity().demands(Attribute.ACL))
          .apply(request, copied);
    }
    return outcome;
  }
}
