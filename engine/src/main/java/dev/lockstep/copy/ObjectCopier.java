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
  private final CopyWays classless;
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
    Fidelity fidelity = settings.fidelity();
    this.classless =
        new CopyWays(
            source,
            destination,
            with(fidelity.with(Attribute.STORAGE_CLASS, Fidelity.Level.IGNORE)),
            buffers,
            multipart,
            progress);
    this.reduced =
        new CopyWays(
            source, destination, with(demandsOnly(fidelity)), buffers, multipart, progress);
  }

  private CopySettings with(Fidelity fidelity) {
    return new CopySettings(
        fidelity, settings.storageClass(), settings.encryption(), settings.partSize());
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
  /// @throws IncompleteCopyException when its bytes were written and something else was not
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
    boolean classRefused = refusedClasses.contains(request.storageClass());
    try {
      return classRefused
          ? withoutClass(request, "the destination refuses the class")
          : kept.copy(request);
    } catch (StoreException e) {
      if (!e.failure().refusal()) {
        throw e;
      }
      return classRefused || !classMayBeWhy(request) ? lessThan(request, e) : tryClass(request, e);
    }
  }

  private boolean classMayBeWhy(CopyRequest request) {
    return settings.storageClass() == null
        && settings.fidelity().level(Attribute.STORAGE_CLASS) == Fidelity.Level.BEST_EFFORT
        && !request.storageClass().equals(StorageClass.STANDARD);
  }

  /// If the class alone was refused, it need not be tried with other objects.
  private CopyOutcome tryClass(CopyRequest request, StoreException refusal) {
    try {
      CopyOutcome outcome = withoutClass(request, refusal.failure().detail().code());
      refusedClasses.add(request.storageClass());
      return outcome;
    } catch (StoreException e) {
      if (!e.failure().refusal()) {
        throw e;
      }
      return lessThan(request, refusal);
    }
  }

  private CopyOutcome withoutClass(CopyRequest request, String why) {
    String note = "written without storage class " + request.storageClass() + ": " + why;
    return noted(classless.copy(request), note);
  }

  /// Tries without what need not be kept; when that is refused too, the first refusal is what there
  /// is to say.
  private CopyOutcome lessThan(CopyRequest request, StoreException refusal) {
    try {
      String code = refusal.failure().detail().code();
      return noted(
          reduced.copy(request),
          "written without storage class " + request.storageClass() + " or other extras: " + code);
    } catch (StoreException e) {
      if (!e.failure().refusal()) {
        throw e;
      }
      refusal.addSuppressed(e);
      throw refusal;
    }
  }

  private static CopyOutcome noted(CopyOutcome outcome, String note) {
    return switch (outcome) {
      case Copied copied -> copied.withNote(note);
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
      try {
        return new AclTransfer(source, destination, settings.fidelity().demands(Attribute.ACL))
            .apply(request, copied);
      } catch (StoreException e) {
        throw new IncompleteCopyException(e);
      }
    }
    return outcome;
  }
}
