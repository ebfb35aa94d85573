package dev.lockstep.copy;

import dev.lockstep.copy.CopyOutcome.Copied;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.RetryPolicy;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import dev.lockstep.telemetry.Progress;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Copies objects from one store to another, or within one, and does it again when the source
/// changed on the way or a connection broke in mid-body.
///
/// Who tries what again: a single request, `RetryingStore`; a body that broke, this class, or for
/// one part of a large object `MultipartCopy`; an object that the destination refuses as it is,
/// `YieldingCopy`. Any thread may call; the buffers and the parts in flight are bounded for all
/// calls together.
public final class ObjectCopier {
  /// How often a copy is begun anew when what was read is no longer what was listed, or a stream
  /// broke.
  private static final int ATTEMPTS = 4;

  private final ObjectStore source;
  private final ObjectStore destination;
  private final Fidelity fidelity;
  private final RetryPolicy retries;
  private final TargetGuard guard;
  private final MultipartCopy multipart;
  private final YieldingCopy copy;
  private volatile boolean stopped;

  /// @param objectsInFlight how many small objects are held whole at once, as far as memory allows;
  ///   each takes up to 256 KiB
  /// @param partsInFlight how many parts of large objects are under way at once, over all objects
  /// @param uploads those to go on with, and where those that are begun are known
  /// @param locks of the source
  /// @param clock tells which retentions have passed
  /// @param sumsWholes whether the destination computes the checksum of a whole upload by itself;
  ///   asked when that would help
  public ObjectCopier(
      ObjectStore source,
      ObjectStore destination,
      CopySettings settings,
      RetryPolicy retries,
      int objectsInFlight,
      int partsInFlight,
      OpenUploads uploads,
      Progress progress,
      SourceLocks locks,
      InstantSource clock,
      BooleanSupplier sumsWholes) {
    this.source = source;
    this.destination = destination;
    this.fidelity = settings.fidelity();
    this.retries = retries;
    this.guard = new TargetGuard(destination, settings.overwriting());
    this.multipart =
        new MultipartCopy(
            source,
            destination,
            retries,
            partsInFlight,
            uploads,
            guard,
            progress,
            settings.demands(Attribute.TAGS),
            sumsWholes);
    BufferPool buffers = BufferPool.within(Runtime.getRuntime().maxMemory(), objectsInFlight);
    this.copy =
        new YieldingCopy(
            settings,
            new CopyWays(
                source, destination, settings, buffers, multipart, guard, progress, clock, locks));
  }

  /// Copies one object and returns when that is done.
  ///
  /// @throws StoreException when it can't be
  /// @throws IncompleteCopyException when its bytes were written and something else was not
  /// @throws StoppedException when it was told to stop before that
  public CopyOutcome copy(CopyRequest request) {
    CopyRequest current = request;
    boolean perhapsDone = false;
    for (int attempt = 1; ; ) {
      try {
        CopyOutcome outcome = withAcl(current, copy.copy(current));
        return perhapsDone && outcome instanceof Copied copied ? copied.afterAnother() : outcome;
      } catch (TargetChangedException e) {
        return new CopyOutcome.TargetChanged(String.valueOf(e.getMessage()));
      } catch (StoreException e) {
        if (!mayEndOtherwise(e.failure())
            || attempt == ATTEMPTS && !e.ofOutage()
            || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        if (stopped) {
          throw new StoppedException();
        }
        if (e.failure() instanceof StoreFailure.Missing && sourceGone(request)) {
          return new CopyOutcome.SourceGone();
        }
        perhapsDone |= e.failure().mayBeDone();
        if (e.failure().retryable()) {
          retries.pauseBefore(attempt + 1);
        }
        if (!e.ofOutage()) {
          attempt++;
        }
        current = asItIsNow(request);
      }
    }
  }

  /// The versions that have been made of a target since this was asked last, whether they became
  /// the copy or were written on the way to it; none where the destination tells no ids.
  public List<VersionId> takeVersionsMade(ObjectRef target) {
    return guard.takeVersionsMade(target);
  }

  /// Lets what is under way come to its end, and begins no part and no attempt any more.
  public void stop() {
    stopped = true;
    multipart.stop();
  }

  /// Whether it was told to stop.
  public boolean isStopped() {
    return stopped;
  }

  private static boolean mayEndOtherwise(StoreFailure failure) {
    return switch (failure) {
      case StoreFailure.Changed _, StoreFailure.Missing _ -> true;
      case StoreFailure other -> other.retryable();
    };
  }

  /// @throws StoreException when it can't be told, or the whole bucket is missing
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

  private CopyOutcome withAcl(CopyRequest request, CopyOutcome outcome) {
    if (fidelity.wants(Attribute.ACL) && outcome instanceof Copied copied) {
      try {
        return new AclTransfer(source, destination, fidelity.demands(Attribute.ACL))
            .apply(request, copied);
      } catch (StoreException e) {
        throw new IncompleteCopyException(e);
      }
    }
    return outcome;
  }
}
