package dev.lockstep.job;

import dev.lockstep.compare.Difference;
import dev.lockstep.copy.CopyOutcome;
import dev.lockstep.copy.CopyOutcome.Copied;
import dev.lockstep.copy.CopyRequest;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.Fidelity.Attribute;
import dev.lockstep.copy.IncompleteCopyException;
import dev.lockstep.copy.ObjectCopier;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectEntry;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.verify.AttributeAudit;
import dev.lockstep.verify.AttributeAudit.Loss;
import dev.lockstep.verify.KeyAudit;
import dev.lockstep.verify.WriteCheck;
import dev.lockstep.verify.WriteCheck.Evidence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Copies objects as they are planned, many at a time, checks each, and remembers what failed.
/// [#submit] may be called by any thread and waits while as much is under way as may be; [#close]
/// waits for all of it.
final class CopyStage implements AutoCloseable {
  private static final int LARGE_AT_ONCE = 8;
  private static final int NOTES = 20;

  private final BucketScope source;
  private final BucketScope destination;
  private final ObjectCopier copier;
  private final CopySettings settings;
  private final KeyAudit keys;
  private final AttributeAudit attributes;
  private final Progress progress;
  private final FailureLog failures;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("copy-", 0).factory());
  private final Semaphore slots;
  private final Semaphore large = new Semaphore(LARGE_AT_ONCE);
  private final Map<Evidence, LongAdder> evidence = new EnumMap<>(Evidence.class);
  private final LongAdder objects = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder gone = new LongAdder();
  private final LongAdder submitted = new LongAdder();
  private final LongAdder waited = new LongAdder();
  private final LongAdder notKept = new LongAdder();
  private final List<String> notes = new ArrayList<>();
  private volatile @Nullable StoreException storeDown;

  CopyStage(
      BucketScope source,
      BucketScope destination,
      ObjectCopier copier,
      CopySettings settings,
      KeyAudit keys,
      int concurrency,
      Progress progress,
      FailureLog failures) {
    this.source = source;
    this.destination = destination;
    this.copier = copier;
    this.settings = settings;
    this.keys = keys;
    this.attributes = new AttributeAudit(destination.store());
    this.slots = new Semaphore(concurrency);
    this.progress = progress;
    this.failures = failures;
    for (Evidence one : Evidence.values()) {
      evidence.put(one, new LongAdder());
    }
  }

  /// @throws StoreException when a store has become unreachable, so that there is no point in going
  ///   on
  void submit(Difference difference) {
    StoreException down = storeDown;
    if (down != null) {
      throw down;
    }
    ObjectEntry entry = difference.source();
    if (entry == null) {
      throw new IllegalArgumentException("Nothing to copy at " + difference.key());
    }
    Semaphore permits =
        entry.etag() != null && entry.etag().parts() > 1 || entry.size() > 64L << 20
            ? large
            : slots;
    submitted.increment();
    if (!permits.tryAcquire()) {
      waited.increment();
      permits.acquireUninterruptibly();
    }
    try {
      threads.execute(() -> {
        try {
          one(difference.key(), entry);
        } finally {
          permits.release();
        }
      });
    } catch (RuntimeException | Error e) {
      permits.release();
      throw e;
    }
  }

  private void one(ObjectKey relative, ObjectEntry entry) {
    CopyRequest request =
        new CopyRequest(
            source.object(relative),
            destination.object(relative),
            entry.size(),
            entry.etag(),
            entry.storageClass());
    try {
      Optional<ObjectFailure> failure = refusal(request).or(() -> copyAndCheck(request));
      failure.ifPresent(found -> {
        failures.unwritten(relative, found);
        progress.failed();
      });
    } catch (IncompleteCopyException e) {
      incomplete(request, e);
    } catch (StoreException e) {
      if (e.failure() instanceof StoreFailure.Unreachable) {
        storeDown = e;
      }
      failures.unwritten(
          relative, failure(request, e.failure().detail().code(), String.valueOf(e.getMessage())));
      progress.failed();
    } catch (RuntimeException | Error e) {
      failures.unwritten(
          relative, failure(request, e.getClass().getSimpleName(), String.valueOf(e.getMessage())));
      progress.failed();
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
        .map(why ->
            failure(
                request,
                "KeyNotKept",
                destination.store().name() + ":" + request.target() + ": not written, " + why));
  }

  private Optional<ObjectFailure> copyAndCheck(CopyRequest request) {
    for (int attempt = 1; ; attempt++) {
      switch (copier.copy(request)) {
        case CopyOutcome.SourceGone _ -> {
          gone.increment();
          return Optional.empty();
        }
        case Copied copied -> {
          Evidence shown =
              new WriteCheck(copied.sourceEtag(), copied.sourceHidesMd5(), copied.sourceChecksums())
                  .of(copied.receipt());
          if (shown != Evidence.MISMATCH) {
            arrived(request, copied, shown);
            return Optional.empty();
          }
          if (attempt == 2) {
            String there = destination.store().name() + ":" + request.target();
            return Optional.of(
                failure(
                    request,
                    "Corrupted",
                    there
                        + " has other bytes than the source, twice in a row; run again, and look at what lies between"));
          }
        }
      }
    }
  }

  private void arrived(CopyRequest request, Copied copied, Evidence shown) {
    objects.increment();
    bytes.add(copied.bytes());
    evidence.getOrDefault(shown, new LongAdder()).increment();
    progress.copied();
    List<String> noted = new ArrayList<>(copied.notes());
    List<String> lost = new ArrayList<>();
    if (copied.intended() != null) {
      try {
        for (Loss loss : attributes.losses(request.target(), copied.intended())) {
          (demanded(loss) ? lost : noted).add(loss.detail());
        }
      } catch (StoreException e) {
        // What is missing altogether is the second look's to tell.
        if (!(e.failure() instanceof StoreFailure.Missing)) {
          lost.add("it could not be read back: " + e.getMessage());
        }
      }
    }
    if (!noted.isEmpty()) {
      note(request, String.join("; ", noted));
    }
    if (!lost.isEmpty()) {
      String there = destination.store().name() + ":" + request.target();
      String message = there + ": the store did not keep all: " + String.join("; ", lost);
      failures.unfaithful(failure(request, "AttributeNotKept", message));
      progress.failed();
    }
  }

  private boolean demanded(Loss loss) {
    return switch (loss.kind()) {
      case ENCRYPTION -> true;
      case HEADERS -> settings.demands(Attribute.HEADERS);
      case WEBSITE_REDIRECT -> settings.demands(Attribute.WEBSITE_REDIRECT);
      case USER_METADATA -> settings.demands(Attribute.USER_METADATA);
      case TAGS -> settings.demands(Attribute.TAGS);
      case STORAGE_CLASS -> settings.demands(Attribute.STORAGE_CLASS);
    };
  }

  /// The bytes are there, something that belongs to them is not: the second look would not see it.
  private void incomplete(CopyRequest request, IncompleteCopyException e) {
    objects.increment();
    bytes.add(request.size());
    progress.copied();
    failures.unfaithful(failure(request, e.code(), "Copied, but not all of it: " + e.getMessage()));
    progress.failed();
  }

  /// Something that should have arrived and need not have.
  private void note(CopyRequest request, String note) {
    notKept.increment();
    synchronized (notes) {
      if (notes.size() < NOTES) {
        notes.add(request.target().key() + ": " + note);
      }
    }
  }

  private static ObjectFailure failure(CopyRequest request, String code, String message) {
    return new ObjectFailure(request.source().key(), null, code, message);
  }

  /// How many objects were written, and their bytes.
  SyncReport.Amount copied() {
    return new SyncReport.Amount(objects.sum(), bytes.sum());
  }

  /// Whether most objects had to wait until others were done: more at once might have been faster.
  boolean wasFull() {
    return submitted.sum() > 0 && 2 * waited.sum() > submitted.sum();
  }

  /// How many were deleted at the source before they could be copied.
  long gone() {
    return gone.sum();
  }

  Map<Evidence, Long> evidence() {
    Map<Evidence, Long> counts = new EnumMap<>(Evidence.class);
    evidence.forEach((kind, count) -> counts.put(kind, count.sum()));
    return counts;
  }

  long notKept() {
    return notKept.sum();
  }

  List<String> notes() {
    List<String> all = new ArrayList<>();
    for (ObjectRef trial : keys.leftBehind()) {
      all.add(
          destination.store().name() + ":" + trial + ": a trial object that could not be removed");
    }
    synchronized (notes) {
      all.addAll(notes);
    }
    return all;
  }

  @Override
  public void close() {
    threads.close();
  }
}
