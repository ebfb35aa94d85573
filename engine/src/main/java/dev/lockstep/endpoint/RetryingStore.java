package dev.lockstep.endpoint;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.telemetry.RequestKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store whose failed requests are sent again when that may help, no faster than the store wants
/// them, and are counted. This is the only retry loop around single requests; what has to be read
/// anew before it can be sent again, a streamed body, is not retried here.
///
/// What fails at one object fails for good after some attempts. What fails because the store is out
/// as a whole is waited for ([StoreHealth]), until patience is at its end: then every request fails
/// at once with a lasting [StoreFailure.Unreachable].
public final class RetryingStore implements ObjectStore {
  /// So long a request that is throttled, or does not reach the store while others do, is tried at
  /// the least: that says nothing about the object.
  private static final long NOT_OF_OBJECT = Duration.ofMinutes(1).toNanos();

  private final ObjectStore store;
  private final RetryPolicy policy;
  private final RequestCounts counts;
  private final RequestPacer pacer;
  private final @Nullable InFlightLimit inFlight;
  private final @Nullable Bandwidth bandwidth;
  private final StoreHealth health;

  public RetryingStore(ObjectStore store, RetryPolicy policy, RequestCounts counts) {
    this(store, policy, counts, RequestPacer.unlimited(policy), null, null, outage -> {});
  }

  /// @param inFlight of requests for single objects; null for as many as are wanted
  /// @param bandwidth for what is read of objects; null for all that there is
  /// @param outages hears of each time that the store is found to be out, once
  public RetryingStore(
      ObjectStore store,
      RetryPolicy policy,
      RequestCounts counts,
      RequestPacer pacer,
      @Nullable InFlightLimit inFlight,
      @Nullable Bandwidth bandwidth,
      Consumer<StoreException> outages) {
    this.store = store;
    this.policy = policy;
    this.counts = counts;
    this.pacer = pacer;
    this.inFlight = inFlight;
    this.bandwidth = bandwidth;
    this.health = new StoreHealth(policy, outages);
  }

  private <T> T send(RequestKind kind, BucketName bucket, Supplier<T> request) {
    return send(kind, bucket, isOfOneObject(kind), StoreFailure::retryable, request);
  }

  /// @param small whether it takes as long as the store makes it, and not as the object is large
  /// @param again which of the failures that may pass let the same request be sent once more
  private <T> T send(
      RequestKind kind,
      BucketName bucket,
      boolean small,
      Predicate<StoreFailure> again,
      Supplier<T> request) {
    long since = 0;
    boolean failed = false;
    for (int attempt = 1; ; attempt++) {
      try {
        return sendOnce(kind, small, request);
      } catch (StoreException e) {
        if (!e.failure().retryable() || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        if (!failed) {
          failed = true;
          since = policy.clock().nanos();
        }
        boolean repeatable = again.test(e.failure());
        if (!repeatable || attempt >= policy.attempts() && !isThrottledYet(e, since)) {
          if (outlasted(e, since, bucket)) {
            if (!repeatable) {
              throw e.whileOut();
            }
            attempt = 1;
            failed = false;
          } else if (!repeatable || !isUnreachedYet(e, since)) {
            throw e;
          }
        }
      }
      policy.pauseBefore(attempt + 1);
    }
  }

  private <T> T sendOnce(RequestKind kind, boolean small, Supplier<T> request) {
    health.endIfGivenUp();
    pacer.awaitTurn();
    counts.add(kind);
    InFlightLimit limit = small ? inFlight : null;
    if (limit != null) {
      limit.begin();
    }
    boolean done = false;
    try {
      T answer = request.get();
      done = true;
      health.answered();
      pacer.succeeded();
      return answer;
    } catch (StoreException e) {
      if (StoreHealth.isOfStore(e.failure())) {
        health.failed();
      }
      if (e.failure() instanceof StoreFailure.Throttled) {
        pacer.throttled();
      }
      throw e;
    } finally {
      if (limit != null) {
        limit.end(done);
      }
    }
  }

  /// Listings have a pace of their own, and parts of large objects take as long as they are large.
  private static boolean isOfOneObject(RequestKind kind) {
    return switch (kind) {
      case HEAD,
          GET,
          PUT,
          COPY,
          TAGS_GET,
          TAGS_PUT,
          ACL_GET,
          ACL_PUT,
          RETENTION_GET,
          LEGAL_HOLD_GET ->
          true;
      case LIST,
          LIST_VERSIONS,
          DELETE,
          MULTIPART_CREATE,
          MULTIPART_PART,
          MULTIPART_COPY,
          MULTIPART_COMPLETE,
          MULTIPART_ABORT,
          MULTIPART_LIST,
          BUCKET ->
          false;
    };
  }

  private boolean isThrottledYet(StoreException e, long since) {
    return e.failure() instanceof StoreFailure.Throttled && isYoung(since);
  }

  /// That a store has not been reached says nothing about the object either.
  private boolean isUnreachedYet(StoreException e, long since) {
    return e.failure() instanceof StoreFailure.Unreachable && isYoung(since);
  }

  private boolean isYoung(long since) {
    long most = Math.min(NOT_OF_OBJECT, policy.giveUpAfter().toNanos());
    return policy.clock().nanos() - since < most;
  }

  private boolean outlasted(StoreException e, long since, BucketName bucket) {
    return StoreHealth.isOfStore(e.failure())
        && health.outlasted(
            e,
            since,
            () ->
                sendOnce(
                    RequestKind.BUCKET,
                    false,
                    () -> {
                      store.headBucket(bucket);
                      return bucket;
                    }));
  }

  /// The tries of a write that is not the same when done twice in a bucket that keeps versions. One
  /// thread.
  private static final class Tries implements Predicate<StoreFailure> {
    private final Predicate<StoreFailure> again;
    private boolean mayBeDone;

    Tries(Predicate<StoreFailure> again) {
      this.again = again;
    }

    @Override
    public boolean test(StoreFailure failure) {
      mayBeDone |= failure.mayBeDone();
      return again.test(failure);
    }
  }

  private void run(RequestKind kind, BucketName bucket, Runnable request) {
    send(
        kind,
        bucket,
        () -> {
          request.run();
          return kind;
        });
  }

  private static Predicate<StoreFailure> again(ObjectBody body) {
    return switch (body) {
      case ObjectBody.Buffered _ -> StoreFailure::retryable;
      case ObjectBody.Streamed _ -> failure -> false;
    };
  }

  /// What held the requests back for a fifth of this time or more: the store itself, or a cap of
  /// ours; null when nothing did.
  public @Nullable String limitedBy(Duration time) {
    Duration much = time.dividedBy(5);
    if (pacer.slowedFor().compareTo(much) >= 0 && !pacer.slowedFor().isZero()) {
      return "throttling by " + name();
    }
    if (pacer.cappedFor().compareTo(much) >= 0 && !pacer.cappedFor().isZero()) {
      return "--requests-per-second";
    }
    if (bandwidth != null && bandwidth.isUsed(time)) {
      return "--bandwidth";
    }
    return inFlight == null ? null : inFlight.limitedBy(time, name());
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public String endpoint() {
    return store.endpoint();
  }

  @Override
  public boolean canCopyFrom(ObjectStore other) {
    return store.canCopyFrom(other instanceof RetryingStore retrying ? retrying.store : other);
  }

  @Override
  public StoreLimits limits() {
    return store.limits();
  }

  @Override
  public void headBucket(BucketName bucket) {
    run(RequestKind.BUCKET, bucket, () -> store.headBucket(bucket));
  }

  @Override
  public void createBucket(BucketName bucket, BucketOptions options) {
    run(RequestKind.BUCKET, bucket, () -> store.createBucket(bucket, options));
  }

  @Override
  public boolean locksObjects(BucketName bucket) {
    return send(RequestKind.BUCKET, bucket, () -> store.locksObjects(bucket));
  }

  @Override
  public ListingPage listObjects(BucketName bucket, ListingRequest request) {
    return send(RequestKind.LIST, bucket, () -> store.listObjects(bucket, request));
  }

  @Override
  public VersionsPage listVersions(BucketName bucket, VersionsRequest request) {
    return send(RequestKind.LIST_VERSIONS, bucket, () -> store.listVersions(bucket, request));
  }

  @Override
  public Versioning fetchVersioning(BucketName bucket) {
    return send(RequestKind.BUCKET, bucket, () -> store.fetchVersioning(bucket));
  }

  @Override
  public void enableVersioning(BucketName bucket) {
    run(RequestKind.BUCKET, bucket, () -> store.enableVersioning(bucket));
  }

  @Override
  public ObjectHead headObject(ObjectRef object, ReadOptions options) {
    return send(RequestKind.HEAD, object.bucket(), () -> store.headObject(object, options));
  }

  @Override
  public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
    FetchedObject fetched =
        send(RequestKind.GET, object.bucket(), () -> store.fetchObject(object, options));
    return bandwidth == null ? fetched : bandwidth.limited(fetched);
  }

  @Override
  public WriteReceipt putObject(
      ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
    Tries tries = new Tries(again(body));
    WriteReceipt receipt =
        send(
            RequestKind.PUT,
            target.bucket(),
            body instanceof ObjectBody.Buffered,
            tries,
            () -> store.putObject(target, attributes, body, options));
    return tries.mayBeDone ? receipt.afterAnother() : receipt;
  }

  @Override
  public WriteReceipt copyObject(ObjectRef source, ObjectRef target, CopyOptions options) {
    Tries tries = new Tries(StoreFailure::retryable);
    WriteReceipt receipt =
        send(
            RequestKind.COPY,
            target.bucket(),
            true,
            tries,
            () -> store.copyObject(source, target, options));
    return tries.mayBeDone ? receipt.afterAnother() : receipt;
  }

  /// Each one that is created must be completed or aborted, so none is created anew while one may
  /// be there.
  @Override
  public MultipartUpload createUpload(
      ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
    return send(
        RequestKind.MULTIPART_CREATE,
        target.bucket(),
        false,
        failure -> !failure.mayBeDone(),
        () -> store.createUpload(target, attributes, checksum));
  }

  @Override
  public UploadedPart uploadPart(
      MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
    return send(
        RequestKind.MULTIPART_PART,
        upload.target().bucket(),
        false,
        again(body),
        () -> store.uploadPart(upload, number, body, checksum));
  }

  @Override
  public UploadedPart copyPart(
      MultipartUpload upload, int number, ObjectRef source, ETag sourceIs, ByteRange range) {
    return send(
        RequestKind.MULTIPART_COPY,
        upload.target().bucket(),
        () -> store.copyPart(upload, number, source, sourceIs, range));
  }

  /// Parts that don't make up the checksum won't do so the next time.
  @Override
  public WriteReceipt completeUpload(
      MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
    Tries tries =
        new Tries(failure ->
            !(failure instanceof StoreFailure.Corrupted corrupted) || corrupted.ofAnswer());
    WriteReceipt receipt =
        send(
            RequestKind.MULTIPART_COMPLETE,
            upload.target().bucket(),
            false,
            tries,
            () -> store.completeUpload(upload, parts, options));
    return tries.mayBeDone ? receipt.afterAnother() : receipt;
  }

  @Override
  public void abortUpload(MultipartUpload upload) {
    run(RequestKind.MULTIPART_ABORT, upload.target().bucket(), () -> store.abortUpload(upload));
  }

  @Override
  public UploadsPage listUploads(BucketName bucket, ObjectKey prefix, UploadsPage.Marker after) {
    return send(RequestKind.MULTIPART_LIST, bucket, () -> store.listUploads(bucket, prefix, after));
  }

  @Override
  public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
    return send(RequestKind.DELETE, bucket, () -> store.deleteObjects(bucket, objects));
  }

  @Override
  public DeleteReceipt deleteObject(ObjectRef object) {
    Tries tries = new Tries(StoreFailure::retryable);
    DeleteReceipt receipt =
        send(RequestKind.DELETE, object.bucket(), false, tries, () -> store.deleteObject(object));
    return tries.mayBeDone ? receipt.afterAnother() : receipt;
  }

  /// One that names its version is sent again only where it was certainly not done.
  @Override
  public DeleteReceipt markDeleted(ObjectRef marker, Instant modified) {
    boolean named = marker.version() != null;
    Tries tries = new Tries(failure -> failure.retryable() && !(named && failure.mayBeDone()));
    DeleteReceipt receipt =
        send(
            RequestKind.DELETE,
            marker.bucket(),
            false,
            tries,
            () -> store.markDeleted(marker, modified));
    return tries.mayBeDone ? receipt.afterAnother() : receipt;
  }

  @Override
  public DeleteReceipt deleteRetained(ObjectRef version) {
    return send(RequestKind.DELETE, version.bucket(), () -> store.deleteRetained(version));
  }

  @Override
  public Map<String, String> fetchTags(ObjectRef object) {
    return send(RequestKind.TAGS_GET, object.bucket(), () -> store.fetchTags(object));
  }

  @Override
  public void putTags(ObjectRef object, Map<String, String> tags) {
    run(RequestKind.TAGS_PUT, object.bucket(), () -> store.putTags(object, tags));
  }

  @Override
  public ObjectLock fetchRetention(ObjectRef object) {
    return send(RequestKind.RETENTION_GET, object.bucket(), () -> store.fetchRetention(object));
  }

  @Override
  public boolean fetchLegalHold(ObjectRef object) {
    return send(RequestKind.LEGAL_HOLD_GET, object.bucket(), () -> store.fetchLegalHold(object));
  }

  @Override
  public AccessControl fetchAcl(ObjectRef object) {
    return send(RequestKind.ACL_GET, object.bucket(), () -> store.fetchAcl(object));
  }

  @Override
  public void putAcl(ObjectRef object, AccessControl acl) {
    run(RequestKind.ACL_PUT, object.bucket(), () -> store.putAcl(object, acl));
  }

  @Override
  public void close() {
    store.close();
  }
}
