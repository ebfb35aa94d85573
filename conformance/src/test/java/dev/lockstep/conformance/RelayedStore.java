package dev.lockstep.conformance;

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
import dev.lockstep.endpoint.StoreLimits;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.Versioning;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A store that passes everything on to another: tests say by overriding where theirs is worse.
public class RelayedStore implements ObjectStore {
  protected final ObjectStore store;

  public RelayedStore(ObjectStore store) {
    this.store = store;
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
    return store.canCopyFrom(other instanceof RelayedStore relayed ? relayed.store : other);
  }

  @Override
  public StoreLimits limits() {
    return store.limits();
  }

  @Override
  public void headBucket(BucketName bucket) {
    store.headBucket(bucket);
  }

  @Override
  public void createBucket(BucketName bucket, BucketOptions options) {
    store.createBucket(bucket, options);
  }

  @Override
  public boolean locksObjects(BucketName bucket) {
    return store.locksObjects(bucket);
  }

  @Override
  public ListingPage listObjects(BucketName bucket, ListingRequest request) {
    return store.listObjects(bucket, request);
  }

  @Override
  public VersionsPage listVersions(BucketName bucket, VersionsRequest request) {
    return store.listVersions(bucket, request);
  }

  @Override
  public Versioning fetchVersioning(BucketName bucket) {
    return store.fetchVersioning(bucket);
  }

  @Override
  public void enableVersioning(BucketName bucket) {
    store.enableVersioning(bucket);
  }

  @Override
  public DeleteReceipt deleteObject(ObjectRef object) {
    return store.deleteObject(object);
  }

  @Override
  public DeleteReceipt markDeleted(ObjectRef marker, Instant modified) {
    return store.markDeleted(marker, modified);
  }

  @Override
  public DeleteReceipt deleteRetained(ObjectRef version) {
    return store.deleteRetained(version);
  }

  @Override
  public ObjectHead headObject(ObjectRef object, ReadOptions options) {
    return store.headObject(object, options);
  }

  @Override
  public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
    return store.fetchObject(object, options);
  }

  @Override
  public WriteReceipt putObject(
      ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
    return store.putObject(target, attributes, body, options);
  }

  @Override
  public WriteReceipt copyObject(ObjectRef source, ObjectRef target, CopyOptions options) {
    return store.copyObject(source, target, options);
  }

  @Override
  public MultipartUpload createUpload(
      ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
    return store.createUpload(target, attributes, checksum);
  }

  @Override
  public UploadedPart uploadPart(
      MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
    return store.uploadPart(upload, number, body, checksum);
  }

  @Override
  public UploadedPart copyPart(
      MultipartUpload upload, int number, ObjectRef source, ETag sourceIs, ByteRange range) {
    return store.copyPart(upload, number, source, sourceIs, range);
  }

  @Override
  public WriteReceipt completeUpload(
      MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
    return store.completeUpload(upload, parts, options);
  }

  @Override
  public void abortUpload(MultipartUpload upload) {
    store.abortUpload(upload);
  }

  @Override
  public UploadsPage listUploads(BucketName bucket, ObjectKey prefix, UploadsPage.Marker after) {
    return store.listUploads(bucket, prefix, after);
  }

  @Override
  public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
    return store.deleteObjects(bucket, objects);
  }

  @Override
  public Map<String, String> fetchTags(ObjectRef object) {
    return store.fetchTags(object);
  }

  @Override
  public void putTags(ObjectRef object, Map<String, String> tags) {
    store.putTags(object, tags);
  }

  @Override
  public ObjectLock fetchRetention(ObjectRef object) {
    return store.fetchRetention(object);
  }

  @Override
  public boolean fetchLegalHold(ObjectRef object) {
    return store.fetchLegalHold(object);
  }

  @Override
  public AccessControl fetchAcl(ObjectRef object) {
    return store.fetchAcl(object);
  }

  @Override
  public void putAcl(ObjectRef object, AccessControl acl) {
    store.putAcl(object, acl);
  }

  @Override
  public void close() {
    store.close();
  }
}
