package dev.lockstep.endpoint;

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

/// A store that can do nothing: tests say what theirs can by overriding.
public class FakeStore implements ObjectStore {
  @Override
  public String name() {
    return "fake";
  }

  @Override
  public String endpoint() {
    return "fake:";
  }

  @Override
  public boolean canCopyFrom(ObjectStore other) {
    return false;
  }

  @Override
  public StoreLimits limits() {
    return StoreLimits.AMAZON_S3;
  }

  private static AssertionError unexpected() {
    return new AssertionError("No test expected this request");
  }

  @Override
  public void headBucket(BucketName bucket) {
    throw unexpected();
  }

  @Override
  public void createBucket(BucketName bucket, BucketOptions options) {
    throw unexpected();
  }

  @Override
  public boolean locksObjects(BucketName bucket) {
    throw unexpected();
  }

  @Override
  public ListingPage listObjects(BucketName bucket, ListingRequest request) {
    throw unexpected();
  }

  @Override
  public VersionsPage listVersions(BucketName bucket, VersionsRequest request) {
    throw unexpected();
  }

  @Override
  public Versioning fetchVersioning(BucketName bucket) {
    throw unexpected();
  }

  @Override
  public void enableVersioning(BucketName bucket) {
    throw unexpected();
  }

  @Override
  public DeleteReceipt deleteObject(ObjectRef object) {
    throw unexpected();
  }

  @Override
  public DeleteReceipt markDeleted(ObjectRef marker, Instant modified) {
    throw unexpected();
  }

  @Override
  public DeleteReceipt deleteRetained(ObjectRef version) {
    throw unexpected();
  }

  @Override
  public ObjectHead headObject(ObjectRef object, ReadOptions options) {
    throw unexpected();
  }

  @Override
  public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
    throw unexpected();
  }

  @Override
  public WriteReceipt putObject(
      ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
    throw unexpected();
  }

  @Override
  public WriteReceipt copyObject(ObjectRef source, ObjectRef target, CopyOptions options) {
    throw unexpected();
  }

  @Override
  public MultipartUpload createUpload(
      ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
    throw unexpected();
  }

  @Override
  public UploadedPart uploadPart(
      MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
    throw unexpected();
  }

  @Override
  public UploadedPart copyPart(
      MultipartUpload upload, int number, ObjectRef source, ETag sourceIs, ByteRange range) {
    throw unexpected();
  }

  @Override
  public WriteReceipt completeUpload(
      MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
    throw unexpected();
  }

  @Override
  public void abortUpload(MultipartUpload upload) {
    throw unexpected();
  }

  @Override
  public UploadsPage listUploads(BucketName bucket, ObjectKey prefix, UploadsPage.Marker after) {
    throw unexpected();
  }

  @Override
  public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
    throw unexpected();
  }

  @Override
  public Map<String, String> fetchTags(ObjectRef object) {
    throw unexpected();
  }

  @Override
  public void putTags(ObjectRef object, Map<String, String> tags) {
    throw unexpected();
  }

  @Override
  public ObjectLock fetchRetention(ObjectRef object) {
    throw unexpected();
  }

  @Override
  public boolean fetchLegalHold(ObjectRef object) {
    throw unexpected();
  }

  @Override
  public AccessControl fetchAcl(ObjectRef object) {
    throw unexpected();
  }

  @Override
  public void putAcl(ObjectRef object, AccessControl acl) {
    throw unexpected();
  }

  @Override
  public void close() {}
}
