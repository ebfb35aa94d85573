package dev.lockstep.sandbox;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.BucketOptions;
import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.DeleteReceipt;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreLimits;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.content.Intake.Received;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.BodyClaims;
import dev.lockstep.sandbox.store.Bucket;
import dev.lockstep.sandbox.store.CannedAcl;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.ListingQuery;
import dev.lockstep.sandbox.store.MultipartUploads.CopiedPart;
import dev.lockstep.sandbox.store.MultipartUploads.SourceRange;
import dev.lockstep.sandbox.store.ObjectDeletes;
import dev.lockstep.sandbox.store.ObjectListing;
import dev.lockstep.sandbox.store.ObjectReads.Found;
import dev.lockstep.sandbox.store.ObjectWrites.NewObject;
import dev.lockstep.sandbox.store.ReadConditions;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.store.Selection;
import dev.lockstep.sandbox.store.StoredBucket;
import dev.lockstep.sandbox.store.Upload;
import dev.lockstep.sandbox.store.UploadListing;
import dev.lockstep.sandbox.store.VersionListing;
import dev.lockstep.sandbox.store.Versioning;
import dev.lockstep.sandbox.store.WriteConditions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A sandbox reached without HTTP, by one of its accounts.
public final class InMemoryObjectStore implements ObjectStore {
  private static final int MOST_DELETES = 1000;

  private final String name;
  private final SandboxStore store;
  private final Account account;

  public InMemoryObjectStore(String name, SandboxStore store, Account account) {
    this.name = name;
    this.store = store;
    this.account = account;
  }

  /// A store reached by the account that owns what sandboxes make by themselves.
  public InMemoryObjectStore(String name, SandboxStore store) {
    this(name, store, Account.LOCKSTEP);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String endpoint() {
    return "memory:" + name;
  }

  @Override
  public boolean canCopyFrom(ObjectStore other) {
    return other instanceof InMemoryObjectStore memory
        && memory.store == store
        && memory.account.equals(account);
  }

  @Override
  public StoreLimits limits() {
    return store.limits();
  }

  @Override
  public void headBucket(BucketName bucket) {
    call("HeadBucket", bucket.value(), () -> store.listable(account, bucket));
  }

  @Override
  public void createBucket(BucketName bucket, BucketOptions options) {
    call(
        "CreateBucket",
        bucket.value(),
        () ->
            options.objectLock()
                ? store.createLockingBucket(account, bucket, CannedAcl.privateTo(account))
                : store.createBucket(account, bucket));
  }

  @Override
  public boolean locksObjects(BucketName bucket) {
    return call(
        "GetObjectLockConfiguration",
        bucket.value(),
        () -> store.ownBucket(account, bucket).locksObjects());
  }

  @Override
  public ListingPage listObjects(BucketName bucket, ListingRequest request) {
    return call(
        "ListObjectsV2",
        bucket.value(),
        () -> {
          Bucket listed = store.listable(account, bucket);
          ObjectKey after = request.startAfter();
          if (request.token() != null) {
            after = PortValues.place(request.token());
          }
          ListingQuery query =
              new ListingQuery(request.prefix(), ObjectKey.EMPTY, after, request.maxKeys());
          return PortValues.page(ObjectListing.of(listed, query));
        });
  }

  @Override
  public VersionsPage listVersions(BucketName bucket, VersionsRequest request) {
    return call(
        "ListObjectVersions",
        bucket.value(),
        () -> {
          Bucket listed = store.listable(account, bucket);
          ListingQuery query =
              new ListingQuery(
                  request.prefix(), ObjectKey.EMPTY, request.after().key(), request.maxKeys());
          return PortValues.versions(VersionListing.of(listed, query, request.after().version()));
        });
  }

  @Override
  public dev.lockstep.endpoint.Versioning fetchVersioning(BucketName bucket) {
    return call(
        "GetBucketVersioning",
        bucket.value(),
        () -> PortValues.versioning(store.ownBucket(account, bucket).versioning()));
  }

  @Override
  public void enableVersioning(BucketName bucket) {
    call(
        "PutBucketVersioning",
        bucket.value(),
        () -> {
          store.setVersioning(account, bucket, Versioning.ENABLED);
          return bucket;
        });
  }

  @Override
  public DeleteReceipt deleteObject(ObjectRef object) {
    return delete(object, WriteConditions.NONE, false);
  }

  @Override
  public DeleteReceipt deleteRetained(ObjectRef version) {
    return delete(version, WriteConditions.NONE, true);
  }

  @Override
  public DeleteReceipt markDeleted(ObjectRef marker, Instant modified) {
    return delete(marker, WriteConditions.marking(modified), false);
  }

  private DeleteReceipt delete(ObjectRef object, WriteConditions conditions, boolean bypass) {
    return call(
        "DeleteObject",
        object.toString(),
        () -> {
          ObjectDeletes.Deleted deleted =
              store.deletes().delete(account, object, conditions, bypass);
          return new DeleteReceipt(deleted.version(), deleted.marker());
        });
  }

  @Override
  public ObjectHead headObject(ObjectRef object, ReadOptions options) {
    return call(
        "HeadObject",
        object.toString(),
        () -> {
          Found found = store.reads().find(account, object);
          PortValues.conditions(options.ifMatch()).check(found.version(), ErrorCode.NOT_MODIFIED);
          Selection selection = Selection.of(found.object(), PortValues.wanted(options));
          return PortValues.head(found, selection, options.checksums());
        });
  }

  @Override
  public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
    return call(
        "GetObject",
        object.toString(),
        () -> {
          ReadConditions conditions = PortValues.conditions(options.ifMatch());
          Found found = store.reads().open(account, object, conditions);
          Selection selection = Selection.of(found.object(), PortValues.wanted(options));
          ObjectHead head = PortValues.head(found, selection, options.checksums());
          return new HeldFetch(head, selection, found.object().content());
        });
  }

  @Override
  public WriteReceipt putObject(
      ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
    return call(
        "PutObject",
        target.toString(),
        () -> {
          StoredBucket bucket = store.writes().target(account, target);
          BodyClaims claims = PortValues.claims(options);
          Received received = PortBody.receive(body, claims.wanted(claims.kept()), bucket);
          claims.verify(received.fingerprint());
          NewObject fresh =
              new NewObject(
                  received,
                  claims.kept(),
                  attributes,
                  CannedAcl.privateTo(account),
                  PortValues.conditions(options));
          return PortValues.receipt(store.writes().put(account, target, fresh));
        });
  }

  @Override
  public WriteReceipt copyObject(ObjectRef source, ObjectRef target, CopyOptions options) {
    return call(
        "CopyObject",
        target.toString(),
        () ->
            PortValues.receipt(
                store
                    .copies()
                    .copy(account, source, target, PortValues.copyRequest(options, account))
                    .target()));
  }

  @Override
  public MultipartUpload createUpload(
      ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
    return call(
        "CreateMultipartUpload",
        target.toString(),
        () -> {
          Upload upload =
              store
                  .uploads()
                  .create(
                      account,
                      target,
                      attributes,
                      CannedAcl.privateTo(account),
                      PortValues.choice(checksum));
          return new MultipartUpload(target, upload.id(), checksum);
        });
  }

  @Override
  public UploadedPart uploadPart(
      MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
    return call(
        "UploadPart",
        upload.target().toString(),
        () -> {
          StoredBucket bucket = store.uploads().target(account, upload.target(), number);
          Upload begun = store.uploads().upload(account, upload.target(), upload.uploadId());
          BodyClaims announced = PortValues.claims(checksum);
          Received received =
              PortBody.receive(body, announced.wanted(begun.checksums().algorithm()), bucket);
          BodyClaims claims = PortBody.trailed(announced, received);
          claims.verify(received.fingerprint());
          Upload.Part part =
              store
                  .uploads()
                  .putPart(account, upload.target(), upload.uploadId(), number, claims, received);
          return PortValues.part(part, claims, begun);
        });
  }

  @Override
  public UploadedPart copyPart(
      MultipartUpload upload, int number, ObjectRef source, ETag sourceIs, ByteRange range) {
    return call(
        "UploadPartCopy",
        upload.target().toString(),
        () -> {
          SourceRange bytes = new SourceRange(range.first(), range.last());
          CopiedPart copied =
              store
                  .uploads()
                  .copyPart(
                      account,
                      upload.target(),
                      upload.uploadId(),
                      number,
                      source,
                      PortValues.conditions(sourceIs),
                      bytes);
          return new UploadedPart(number, copied.part().etag(), copied.checksum());
        });
  }

  @Override
  public WriteReceipt completeUpload(
      MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
    return call(
        "CompleteMultipartUpload",
        upload.target().toString(),
        () ->
            PortValues.receipt(
                store
                    .uploads()
                    .complete(
                        account,
                        upload.target(),
                        upload.uploadId(),
                        PortValues.completion(parts, options))));
  }

  @Override
  public void abortUpload(MultipartUpload upload) {
    call(
        "AbortMultipartUpload",
        upload.target().toString(),
        () -> {
          try {
            store.uploads().abort(account, upload.target(), upload.uploadId());
          } catch (Refusal refusal) {
            if (refusal.code() != ErrorCode.NO_SUCH_UPLOAD) {
              throw refusal;
            }
          }
          return true;
        });
  }

  @Override
  public UploadsPage listUploads(BucketName bucket, ObjectKey prefix, UploadsPage.Marker after) {
    return call(
        "ListMultipartUploads",
        bucket.value(),
        () -> {
          Bucket listed = store.listable(account, bucket);
          ListingQuery query =
              new ListingQuery(prefix, ObjectKey.EMPTY, after.key(), ListingRequest.FULL_PAGE);
          return PortValues.uploads(bucket, UploadListing.of(listed, query, after.uploadId()));
        });
  }

  @Override
  public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
    return call(
        "DeleteObjects",
        bucket.value(),
        () -> {
          if (objects.size() > MOST_DELETES) {
            throw new Refusal(ErrorCode.MALFORMED_XML);
          }
          store.bucket(bucket);
          List<DeleteFailure> failures = new ArrayList<>();
          for (ObjectRef object : objects) {
            try {
              store.deletes().delete(account, object, WriteConditions.NONE);
            } catch (Refusal refusal) {
              failures.add(new DeleteFailure(object, RefusalClassifier.classify(refusal)));
            }
          }
          return failures;
        });
  }

  @Override
  public Map<String, String> fetchTags(ObjectRef object) {
    return call(
        "GetObjectTagging", object.toString(), () -> store.reads().fetchTags(account, object));
  }

  @Override
  public void putTags(ObjectRef object, Map<String, String> tags) {
    call(
        "PutObjectTagging", object.toString(), () -> store.writes().putTags(account, object, tags));
  }

  @Override
  public ObjectLock fetchRetention(ObjectRef object) {
    return lock("GetObjectRetention", object).withLegalHold(false);
  }

  @Override
  public boolean fetchLegalHold(ObjectRef object) {
    return lock("GetObjectLegalHold", object).legalHold();
  }

  private ObjectLock lock(String operation, ObjectRef object) {
    return call(operation, object.toString(), () -> store.reads().fetchLock(account, object));
  }

  @Override
  public AccessControl fetchAcl(ObjectRef object) {
    return call("GetObjectAcl", object.toString(), () -> store.reads().fetchAcl(account, object));
  }

  @Override
  public void putAcl(ObjectRef object, AccessControl acl) {
    call("PutObjectAcl", object.toString(), () -> store.writes().putAcl(account, object, acl));
  }

  @Override
  public void close() {
    // Nothing is held for a caller.
  }

  private <T> T call(String operation, String where, Supplier<T> work) {
    try {
      return work.get();
    } catch (Refusal refusal) {
      throw new StoreException(
          RefusalClassifier.classify(refusal), operation, name + ":" + where, refusal);
    }
  }
}
