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

/// A store of objects that speaks S3's language: the operations that keeping buckets in step is
/// made of, and no more.
///
/// Each method is one S3 operation, named after it, and each call is one request (an implementation
/// does not retry; that is [RetryingStore]'s). All may be called by any thread, block it until the
/// answer is there, and fail with a [StoreException] whose [StoreFailure] has been classified.
/// Writes answer with what the store says it has written, which the caller checks: an
/// implementation never reports success for an answer that carries an error, whatever its status.
public interface ObjectStore extends AutoCloseable {
  /// How people call it: the profile's name, or `s3`.
  String name();

  /// Where it is, the same in every run: the endpoint's URL.
  String endpoint();

  /// Whether this store can copy from `other` by itself (CopyObject): the same endpoint, reached
  /// with the same credentials.
  boolean canCopyFrom(ObjectStore other);

  StoreLimits limits();

  /// HeadBucket. Fails as [StoreFailure.Missing] when there is no such bucket.
  void headBucket(BucketName bucket);

  /// CreateBucket, with nothing besides.
  default void createBucket(BucketName bucket) {
    createBucket(bucket, BucketOptions.PLAIN);
  }

  /// CreateBucket.
  void createBucket(BucketName bucket, BucketOptions options);

  /// GetObjectLockConfiguration: whether objects of this bucket can be locked.
  boolean locksObjects(BucketName bucket);

  /// ListObjectsV2: one page, in the order in which the store lists.
  ListingPage listObjects(BucketName bucket, ListingRequest request);

  /// ListObjectVersions: one page, in the order in which the store lists.
  VersionsPage listVersions(BucketName bucket, VersionsRequest request);

  /// GetBucketVersioning.
  Versioning fetchVersioning(BucketName bucket);

  /// PutBucketVersioning: makes a bucket keep versions from now on.
  void enableVersioning(BucketName bucket);

  /// HeadObject.
  ObjectHead headObject(ObjectRef object, ReadOptions options);

  /// GetObject: the head at once, the body as it is read. The caller closes it.
  FetchedObject fetchObject(ObjectRef object, ReadOptions options);

  /// PutObject. `attributes` go with it, tags included. A version that `target` names is the one to
  /// be made, for stores that let it be said ([Capability#VERSION_IDENTITY]); so it is in
  /// [#copyObject] and [#createUpload].
  WriteReceipt putObject(
      ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options);

  /// CopyObject within the store. What `options` leave null comes from the source.
  WriteReceipt copyObject(ObjectRef source, ObjectRef target, CopyOptions options);

  /// CreateMultipartUpload. `attributes` go with it, tags included.
  ///
  /// @param checksum that the object is to have; null for the store's own choice
  MultipartUpload createUpload(
      ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum);

  /// UploadPart.
  ///
  /// @param number from 1 on
  UploadedPart uploadPart(
      MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum);

  /// UploadPartCopy within the store.
  ///
  /// @param sourceIs the ETag that the source must still have
  UploadedPart copyPart(
      MultipartUpload upload, int number, ObjectRef source, ETag sourceIs, ByteRange range);

  /// CompleteMultipartUpload. `parts` ascend by number; their checksums are listed, for the store
  /// to compare.
  WriteReceipt completeUpload(
      MultipartUpload upload, List<UploadedPart> parts, WriteOptions options);

  /// AbortMultipartUpload; success when there is no such upload any more.
  void abortUpload(MultipartUpload upload);

  /// ListMultipartUploads: one page of the uploads in progress under a prefix.
  UploadsPage listUploads(BucketName bucket, ObjectKey prefix, UploadsPage.Marker after);

  /// DeleteObjects (DeleteObject for one): removes the current versions of up to 1,000 keys, or the
  /// versions named; all belong to one bucket. A key that is not there counts as deleted.
  ///
  /// @return what was not deleted, with the reason for each; empty when all went
  List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects);

  /// DeleteObject: makes a delete marker in a bucket that keeps versions, or removes the version
  /// named. What is not there counts as deleted.
  DeleteReceipt deleteObject(ObjectRef object);

  /// DeleteObject: makes a delete marker of that time, and of the id that `marker` names if it
  /// names one, for stores that let it be said ([Capability#VERSION_IDENTITY]). **Not to be sent
  /// twice**: where a version of that id stands already, it is removed.
  DeleteReceipt markDeleted(ObjectRef marker, Instant modified);

  /// DeleteObject of a version, also of one that is retained in mode GOVERNANCE, which needs a
  /// right of its own. For trial objects of ours alone.
  DeleteReceipt deleteRetained(ObjectRef version);

  /// GetObjectTagging.
  Map<String, String> fetchTags(ObjectRef object);

  /// PutObjectTagging.
  void putTags(ObjectRef object, Map<String, String> tags);

  /// GetObjectRetention: until when a version is retained, and how; [ObjectLock#NONE] where it is
  /// not. Never says anything of a legal hold.
  ObjectLock fetchRetention(ObjectRef object);

  /// GetObjectLegalHold: whether a version is held.
  boolean fetchLegalHold(ObjectRef object);

  /// GetObjectAcl.
  AccessControl fetchAcl(ObjectRef object);

  /// PutObjectAcl.
  void putAcl(ObjectRef object, AccessControl acl);

  /// Ends what is idle; calls under way fail.
  @Override
  void close();
}
