package dev.lockstep.endpoint;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.telemetry.RequestKind;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store whose failed requests are sent again when that may help, and whose requests are counted.
/// This is the only retry loop around single requests; what has to be read anew before it can be
/// sent again, a streamed body, is not retried here.
public final class RetryingStore implements ObjectStore {
  private final ObjectStore store;
  private final RetryPolicy policy;
  private final RequestCounts counts;

  public RetryingStore(ObjectStore store, RetryPolicy policy, RequestCounts counts) {
    this.store = store;
    this.policy = policy;
    this.counts = counts;
  }

  private <T> T send(RequestKind kind, Supplier<T> request) {
    return send(kind, policy.attempts(), request);
  }

  private <T> T send(RequestKind kind, int attempts, Supplier<T> request) {
    return send(kind, attempts, StoreFailure::retryable, request);
  }

  private <T> T send(
      RequestKind kind, int attempts, Predicate<StoreFailure> again, Supplier<T> request) {
    for (int attempt = 1; ; attempt++) {
      try {
        counts.add(kind);
        return request.get();
      } catch (StoreException e) {
        if (attempt >= attempts
            || !again.test(e.failure())
            || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
      policy.pauseBefore(attempt + 1);
    }
  }

  private void run(RequestKind kind, Runnable request) {
    send(
        kind,
        () -> {
          request.run();
          return kind;
        });
  }

  private int attempts(ObjectBody body) {
    return switch (body) {
      case ObjectBody.Buffered _ -> policy.attempts();
      case ObjectBody.Streamed _ -> 1;
    };
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
    run(RequestKind.BUCKET, () -> store.headBucket(bucket));
  }

  @Override
  public void createBucket(BucketName bucket) {
    run(RequestKind.BUCKET, () -> store.createBucket(bucket));
  }

  @Override
  public ListingPage listObjects(BucketName bucket, ListingRequest request) {
    return send(RequestKind.LIST, () -> store.listObjects(bucket, request));
  }

  @Override
  public ObjectHead headObject(ObjectRef object, ReadOptions options) {
    return send(RequestKind.HEAD, () -> store.headObject(object, options));
  }

  @Override
  public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
    return send(RequestKind.GET, () -> store.fetchObject(object, options));
  }

  @Override
  public WriteReceipt putObject(
      ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
    return send(
        RequestKind.PUT, attempts(body), () -> store.putObject(target, attributes, body, options));
  }

  @Override
  public WriteReceipt copyObject(ObjectRef source, ObjectRef target, CopyOptions options) {
    return send(RequestKind.COPY, () -> store.copyObject(source, target, options));
  }

  /// Each one that is created must be completed or aborted, so none is created anew while one may
  /// be there.
  @Override
  public MultipartUpload createUpload(
      ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
    return send(
        RequestKind.MULTIPART_CREATE,
        policy.attempts(),
        failure -> failure.retryable() && !failure.mayBeDone(),
        () -> store.createUpload(target, attributes, checksum));
  }

  @Override
  public UploadedPart uploadPart(
      MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
    return send(
        RequestKind.MULTIPART_PART,
        attempts(body),
        () -> store.uploadPart(upload, number, body, checksum));
  }

  @Override
  public UploadedPart copyPart(
      MultipartUpload upload, int number, ObjectRef source, ETag sourceIs, ByteRange range) {
    return send(
        RequestKind.MULTIPART_COPY, () -> store.copyPart(upload, number, source, sourceIs, range));
  }

  @Override
  public WriteReceipt completeUpload(
      MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
    return send(RequestKind.MULTIPART_COMPLETE, () -> store.completeUpload(upload, parts, options));
  }

  @Override
  public void abortUpload(MultipartUpload upload) {
    run(RequestKind.MULTIPART_ABORT, () -> store.abortUpload(upload));
  }

  @Override
  public UploadsPage listUploads(BucketName bucket, ObjectKey prefix, UploadsPage.Marker after) {
    return send(RequestKind.MULTIPART_LIST, () -> store.listUploads(bucket, prefix, after));
  }

  @Override
  public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
    return send(RequestKind.DELETE, () -> store.deleteObjects(bucket, objects));
  }

  @Override
  public Map<String, String> fetchTags(ObjectRef object) {
    return send(RequestKind.TAGS_GET, () -> store.fetchTags(object));
  }

  @Override
  public void putTags(ObjectRef object, Map<String, String> tags) {
    run(RequestKind.TAGS_PUT, () -> store.putTags(object, tags));
  }

  @Override
  public AccessControl fetchAcl(ObjectRef object) {
    return send(RequestKind.ACL_GET, () -> store.fetchAcl(object));
  }

  @Override
  public void putAcl(ObjectRef object, AccessControl acl) {
    run(RequestKind.ACL_PUT, () -> store.putAcl(object, acl));
  }

  @Override
  public void close() {
    store.close();
  }
}
