package dev.lockstep.s3;

import dev.lockstep.object.BucketName;
import dev.lockstep.s3.wire.HeaderName;
import dev.lockstep.s3.xml.XmlText;

/// HeadBucket and CreateBucket.
final class Buckets {
  private static final String WITHOUT_CONSTRAINT = "us-east-1";

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
  void create(BucketName bucket) {
    S3Call call = S3Call.of("CreateBucket", "PUT", bucket, Manner.WRITE_ONCE);
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
}
