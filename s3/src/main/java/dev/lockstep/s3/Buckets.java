package dev.lockstep.s3;

import dev.lockstep.endpoint.BucketOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.Versioning;
import dev.lockstep.object.BucketName;
import dev.lockstep.s3.wire.HeaderName;
import dev.lockstep.s3.xml.XmlText;

/// HeadBucket, CreateBucket, and whether a bucket keeps versions and locks objects.
final class Buckets {
  private static final String WITHOUT_CONSTRAINT = "us-east-1";

  private static final String VERSIONING = Query.of("versioning", "").text();

  private static final String OBJECT_LOCK = Query.of("object-lock", "").text();

  private static final String NO_LOCKS = "ObjectLockConfigurationNotFoundError";

  private static final HeaderName CONTENT_TYPE = HeaderName.of("content-type");

  private final Requester requester;

  Buckets(Requester requester) {
    this.requester = requester;
  }

  void head(BucketName bucket) {
    S3Call call = S3Call.of("HeadBucket", "HEAD", bucket, Manner.READ);
    try (Answer answer = requester.send(call)) {
      String type = answer.head().value(CONTENT_TYPE);
      if (type != null && type.startsWith("text/html")) {
        throw answer.failures().ofNonsense(call, answer.head(), "A web page has answered");
      }
    }
  }

  /// At Amazon a bucket stands where its constraint says; other stores know one place, and some
  /// refuse to be told another name for it.
  void create(BucketName bucket, BucketOptions options) {
    S3Call call = S3Call.of("CreateBucket", "PUT", bucket, Manner.WRITE_ONCE);
    if (options.objectLock()) {
      call.header("x-amz-bucket-object-lock-enabled", "true");
    }
    String region = requester.routes().of(bucket).region();
    if (requester.routes().isAmazon() && !region.equals(WITHOUT_CONSTRAINT)) {
      call.document(
          XmlText.root("CreateBucketConfiguration")
              .element("LocationConstraint", region)
              .close("CreateBucketConfiguration")
              .bytes());
    }
    try (Answer answer = requester.send(call)) {
      answer.expectNothing();
    }
  }

  boolean locksObjects(BucketName bucket) {
    S3Call call =
        S3Call.of("GetObjectLockConfiguration", "GET", bucket, Manner.READ).query(OBJECT_LOCK);
    try (Answer answer = requester.send(call)) {
      return answer
          .document("ObjectLockConfiguration")
          .textOr("ObjectLockEnabled", "")
          .strip()
          .equals("Enabled");
    } catch (StoreException e) {
      if (e.failure().detail().code().equals(NO_LOCKS)) {
        return false;
      }
      throw e;
    }
  }

  Versioning fetchVersioning(BucketName bucket) {
    S3Call call = S3Call.of("GetBucketVersioning", "GET", bucket, Manner.READ).query(VERSIONING);
    try (Answer answer = requester.send(call)) {
      String status = answer.document("VersioningConfiguration").textOr("Status", "").strip();
      return switch (status) {
        case "" -> Versioning.OFF;
        case "Enabled" -> Versioning.ENABLED;
        case "Suspended" -> Versioning.SUSPENDED;
        default ->
            throw answer
                .failures()
                .ofNonsense(call, answer.head(), "'" + status + "' is no state of versioning");
      };
    }
  }

  void enableVersioning(BucketName bucket) {
    S3Call call =
        S3Call.of("PutBucketVersioning", "PUT", bucket, Manner.WRITE)
            .query(VERSIONING)
            .document(
                XmlText.root("VersioningConfiguration")
                    .element("Status", "Enabled")
                    .close("VersioningConfiguration")
                    .bytes());
    try (Answer answer = requester.send(call)) {
      answer.expectNothing();
    }
  }
}
