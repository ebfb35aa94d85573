package dev.lockstep.s3;

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
import dev.lockstep.s3.sign.NoCredentialsException;
import dev.lockstep.s3.wire.Connections;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A store that speaks S3. Each group of operations has a class of its own; here they meet.
final class S3ObjectStore implements ObjectStore {
  private final S3Settings settings;
  private final Requester requester;
  private final Buckets buckets;
  private final Listings listings;
  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final MultipartWrites multipart;
  private final Deletions deletions;
  private final TagsAndAcls tagsAndAcls;
  private final ObjectLocks locks;

  S3ObjectStore(S3Settings settings, InstantSource clock) {
    this.settings = settings;
    Connections connections =
        new Connections(settings.proxies(), settings.trust(), settings.limits());
    requester = new Requester(settings, connections, clock);
    buckets = new Buckets(requester);
    listings = new Listings(requester);
    reads = new ObjectReads(requester);
    writes = new ObjectWrites(requester);
    multipart = new MultipartWrites(requester);
    deletions = new Deletions(requester);
    tagsAndAcls = new TagsAndAcls(requester);
    locks = new ObjectLocks(requester);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public String endpoint() {
    return requester.routes().endpoint();
  }

  @Override
  public boolean canCopyFrom(ObjectStore other) {
    return other == this || other instanceof S3ObjectStore store && samePlaceAndOwner(store);
  }

  private boolean samePlaceAndOwner(S3ObjectStore other) {
    return requester.routes().samePlace(other.requester.routes())
        && (name().equals(other.name()) || sameOwner(other));
  }

  private boolean sameOwner(S3ObjectStore other) {
    try {
      String own = settings.credentials().current().accessKeyId();
      return own.equals(other.settings.credentials().current().accessKeyId());
    } catch (NoCredentialsException _) {
      return false;
    }
  }

  @Override
  public StoreLimits limits() {
    return StoreLimits.AMAZON_S3;
  }

  @Override
  public void headBucket(BucketName bucket) {
    buckets.head(bucket);
  }

  @Override
  public void createBucket(BucketName bucket, BucketOptions options) {
    buckets.create(bucket, options);
  }

  @Override
  public boolean locksObjects(BucketName bucket) {
    return buckets.locksObjects(bucket);
  }

  @Override
  public ListingPage listObjects(BucketName bucket, ListingRequest request) {
    return listings.objects(bucket, request);
  }

  @Override
  public VersionsPage listVersions(BucketName bucket, VersionsRequest request) {
    return listings.versions(bucket, request);
  }

  @Override
  public Versioning fetchVersioning(BucketName bucket) {
    return buckets.fetchVersioning(bucket);
  }

  @Override
  public void enableVersioning(BucketName bucket) {
    buckets.enableVersioning(bucket);
  }

  @Override
  public ObjectHead headObject(ObjectRef object, ReadOptions options) {
    return reads.head(object, options);
  }

  @Override
  public FetchedObject fetchObject(ObjectRef object, ReadOptions options) {
    return reads.fetch(object, options);
  }

  @Override
  public WriteReceipt putObject(
      ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
    return writes.put(target, attributes, body, options);
  }

  @Override
  public WriteReceipt copyObject(ObjectRef source, ObjectRef target, CopyOptions options) {
    return writes.copy(source, target, options);
  }

  @Override
  public MultipartUpload createUpload(
      ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
    return multipart.create(target, attributes, checksum);
  }

  @Override
  public UploadedPart uploadPart(
      MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
    return multipart.upload(upload, number, body, checksum);
  }

  @Override
  public UploadedPart copyPart(
      MultipartUpload upload, int number, ObjectRef source, ETag sourceIs, ByteRange range) {
    return multipart.copy(upload, number, source, sourceIs, range);
  }

  @Override
  public WriteReceipt completeUpload(
      MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
    return multipart.complete(upload, parts, options);
  }

  @Override
  public void abortUpload(MultipartUpload upload) {
    multipart.abort(upload);
  }

  @Override
  public UploadsPage listUploads(BucketName bucket, ObjectKey prefix, UploadsPage.Marker after) {
    return listings.uploads(bucket, prefix, after);
  }

  @Override
  public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
    return deletions.delete(bucket, objects);
  }

  @Override
  public DeleteReceipt deleteObject(ObjectRef object) {
    return deletions.deleteOne(object);
  }

  @Override
  public DeleteReceipt markDeleted(ObjectRef marker, Instant modified) {
    return deletions.mark(marker, modified);
  }

  @Override
  public DeleteReceipt deleteRetained(ObjectRef version) {
    return deletions.deleteRetained(version);
  }

  @Override
  public Map<String, String> fetchTags(ObjectRef object) {
    return tagsAndAcls.fetchTags(object);
  }

  @Override
  public void putTags(ObjectRef object, Map<String, String> tags) {
    tagsAndAcls.putTags(object, tags);
  }

  @Override
  public ObjectLock fetchRetention(ObjectRef object) {
    return locks.fetchRetention(object);
  }

  @Override
  public boolean fetchLegalHold(ObjectRef object) {
    return locks.fetchLegalHold(object);
  }

  @Override
  public AccessControl fetchAcl(ObjectRef object) {
    return tagsAndAcls.fetchAcl(object);
  }

  @Override
  public void putAcl(ObjectRef object, AccessControl acl) {
    tagsAndAcls.putAcl(object, acl);
  }

  @Override
  public void close() {
    requester.close();
  }
}
