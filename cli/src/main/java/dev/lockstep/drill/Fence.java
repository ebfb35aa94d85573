package dev.lockstep.drill;

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
import dev.lockstep.endpoint.StoreFailure;
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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A store of which nothing but what stands under a drill's prefix can be reached, and nothing any
/// more when the drill is told to stop. Closing it leaves the store open. Any thread may call.
public final class Fence implements ObjectStore {
  /// What may be reached: in a bucket, all keys that begin so.
  public record Area(BucketName bucket, ObjectKey prefix) {}

  private final ObjectStore store;
  private final List<Area> areas;
  private final BooleanSupplier shut;

  /// @param areas all that can be reached
  /// @param shut whether nothing goes through any more
  public Fence(ObjectStore store, List<Area> areas, BooleanSupplier shut) {
    this.store = store;
    this.areas = List.copyOf(areas);
    this.shut = shut;
  }

  private ObjectStore at(ObjectRef object, String operation) {
    return at(object.bucket(), object.key(), operation);
  }

  private ObjectStore at(BucketName bucket, ObjectKey key, String operation) {
    if (areas.stream()
        .noneMatch(area -> area.bucket().equals(bucket) && key.startsWith(area.prefix()))) {
      throw refused(
          "OutsideOfDrill", bucket + "/" + key + " is not under the drill's prefix", operation);
    }
    return open(operation);
  }

  private ObjectStore open(String operation) {
    if (shut.getAsBoolean()) {
      throw refused("DrillStopped", "the drill was told to stop", operation);
    }
    return store;
  }

  private StoreException refused(String code, String message, String operation) {
    StoreFailure.Detail detail = StoreFailure.Detail.ours(code, message);
    return new StoreException(new StoreFailure.Denied(detail), operation, name(), null);
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
    return store.canCopyFrom(other instanceof Fence fence ? fence.store : other);
  }

  @Override
  public StoreLimits limits() {
    return store.limits();
  }

  @Override
  public void headBucket(BucketName bucket) {
    open("HeadBucket").headBucket(bucket);
  }

  @Override
  public void createBucket(BucketName bucket, BucketOptions options) {
    throw refused("OutsideOfDrill", "a drill creates no bucket", "CreateBucket");
  }

  @Override
  public boolean locksObjects(BucketName bucket) {
    return open("GetObjectLockConfiguration").locksObjects(bucket);
  }

  @Override
  public ListingPage listObjects(BucketName bucket, ListingRequest request) {
    return at(bucket, request.prefix(), "ListObjectsV2").listObjects(bucket, request);
  }

  @Override
  public VersionsPage listVersions(BucketName bucket, VersionsRequest request) {
    return at(bucket, request.prefix(), "ListObjectVersions").listVersions(bucket, request);
  }

  @Override
  public Versioning fetchVersioning(BucketName bucket) {
    return open("GetBucketVersioning").fetchVersioning(bucket);
  }

  @Override
  public void enableVersioning(BucketName bucket) {
    throw refused("OutsideOfDrill", "a drill changes no bucket", "PutBucketVersioning");
  }

  @Override
  public DeleteReceipt deleteObject(ObjectRef object) {
    return at(object, "DeleteObject").deleteObject(object);
  }

  @Override
  public DeleteReceipt markDeleted(ObjectRef marker, Instant modified) {
    return at(marker, "DeleteObject").markDeleted(marker, modified);
  }

  @Override
  public DeleteReceipt deleteRetained(ObjectRef version) {
    return at(version, "DeleteObject").deleteRetained(version);
  }

  @Override
  public ObjectHead headObject(ObjectRef object, ReadOptions options) {
    return at(object, "HeadObject").headObject(object, options);
  }

  @Override
  public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
    return at(object, "GetObject").fetchObject(object, options);
  }

  @Override
  public WriteReceipt putObject(
      ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
    return at(target, "PutObject").putObject(target, attributes, body, options);
  }

  @Override
  public WriteReceipt copyObject(ObjectRef source, ObjectRef target, CopyOptions options) {
    at(source, "CopyObject");
    return at(target, "CopyObject").copyObject(source, target, options);
  }

  @Override
  public MultipartUpload createUpload(
      ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
    return at(target, "CreateMultipartUpload").createUpload(target, attributes, checksum);
  }

  @Override
  public UploadedPart uploadPart(
      MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
    return at(upload.target(), "UploadPart").uploadPart(upload, number, body, checksum);
  }

  @Override
  public UploadedPart copyPart(
      MultipartUpload upload, int number, ObjectRef source, ETag sourceIs, ByteRange range) {
    at(source, "UploadPartCopy");
    return at(upload.target(), "UploadPartCopy").copyPart(upload, number, source, sourceIs, range);
  }

  @Override
  public WriteReceipt completeUpload(
      MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
    return at(upload.target(), "CompleteMultipartUpload").completeUpload(upload, parts, options);
  }

  @Override
  public void abortUpload(MultipartUpload upload) {
    at(upload.target(), "AbortMultipartUpload").abortUpload(upload);
  }

  @Override
  public UploadsPage listUploads(BucketName bucket, ObjectKey prefix, UploadsPage.Marker after) {
    return at(bucket, prefix, "ListMultipartUploads").listUploads(bucket, prefix, after);
  }

  @Override
  public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
    objects.forEach(object -> at(object, "DeleteObjects"));
    return open("DeleteObjects").deleteObjects(bucket, objects);
  }

  @Override
  public Map<String, String> fetchTags(ObjectRef object) {
    return at(object, "GetObjectTagging").fetchTags(object);
  }

  @Override
  public void putTags(ObjectRef object, Map<String, String> tags) {
    at(object, "PutObjectTagging").putTags(object, tags);
  }

  @Override
  public ObjectLock fetchRetention(ObjectRef object) {
    return at(object, "GetObjectRetention").fetchRetention(object);
  }

  @Override
  public boolean fetchLegalHold(ObjectRef object) {
    return at(object, "GetObjectLegalHold").fetchLegalHold(object);
  }

  @Override
  public AccessControl fetchAcl(ObjectRef object) {
    return at(object, "GetObjectAcl").fetchAcl(object);
  }

  @Override
  public void putAcl(ObjectRef object, AccessControl acl) {
    at(object, "PutObjectAcl").putAcl(object, acl);
  }

  @Override
  public void close() {
    // The store serves the next step.
  }
}
