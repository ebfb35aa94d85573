package dev.lockstep.s3;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.s3.wire.AnswerBody.Bytes;
import dev.lockstep.s3.xml.ListingDocument;
import dev.lockstep.s3.xml.ListingScan;
import dev.lockstep.s3.xml.UploadsDocument;
import dev.lockstep.s3.xml.VersionsDocument;
import dev.lockstep.s3.xml.VersionsScan;
import dev.lockstep.s3.xml.XmlException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;

/// ListObjectsV2, ListObjectVersions and ListMultipartUploads.
///
/// `encoding-type=url` is always asked for: XML has no way to write most control characters.
final class Listings {
  private static final int USUAL_PAGE_BYTES = 512 << 10;
  private static final int LARGEST_KEPT = 2 << 20;

  private final Requester requester;

  /// What pages are read into: as many as there were at the same time.
  private final ConcurrentLinkedQueue<byte[]> buffers = new ConcurrentLinkedQueue<>();

  Listings(Requester requester) {
    this.requester = requester;
  }

  ListingPage objects(BucketName bucket, ListingRequest request) {
    Query query = new Query();
    query.andIf("continuation-token", request.token());
    query.and("encoding-type", "url");
    query.and("list-type", "2");
    query.and("max-keys", Integer.toString(request.maxKeys()));
    if (!request.prefix().isEmpty()) {
      query.and("prefix", request.prefix().toBytes());
    }
    if (request.token() == null && !request.startAfter().isEmpty()) {
      query.and("start-after", request.startAfter().toBytes());
    }
    S3Call call = S3Call.of("ListObjectsV2", "GET", bucket, Manner.READ).query(query.text());
    return read(call, (answer, bytes) -> page(answer, bytes, request.maxKeys()));
  }

  VersionsPage versions(BucketName bucket, VersionsRequest request) {
    Query query = new Query();
    query.and("encoding-type", "url");
    VersionsRequest.Marker after = request.after();
    if (!after.key().isEmpty()) {
      query.and("key-marker", after.key().toBytes());
    }
    query.and("max-keys", Integer.toString(request.maxKeys()));
    if (!request.prefix().isEmpty()) {
      query.and("prefix", request.prefix().toBytes());
    }
    if (after.version() != null) {
      query.and("version-id-marker", after.version().value());
    }
    query.and("versions", "");
    S3Call call = S3Call.of("ListObjectVersions", "GET", bucket, Manner.READ).query(query.text());
    return read(call, (answer, bytes) -> versions(answer, bytes, request.maxKeys()));
  }

  /// Reads a page out of a buffer that is used again.
  private <T> T read(S3Call call, BiFunction<Answer, Bytes, T> page) {
    byte[] buffer = buffers.poll();
    Bytes bytes = null;
    try (Answer answer = requester.send(call)) {
      bytes = answer.bytes(buffer == null ? new byte[USUAL_PAGE_BYTES] : buffer);
      return page.apply(answer, bytes);
    } finally {
      byte[] last = bytes == null ? buffer : bytes.array();
      if (last != null && last.length <= LARGEST_KEPT) {
        buffers.add(last);
      }
    }
  }

  private static VersionsPage versions(Answer answer, Bytes bytes, int rows) {
    VersionsPage page = VersionsScan.scan(bytes.array(), bytes.length(), rows);
    if (page != null) {
      return page;
    }
    try {
      return VersionsDocument.read(answer.document(bytes, "ListVersionsResult"));
    } catch (XmlException e) {
      throw answer.failures().ofDocument(answer.call(), answer.head(), bytes, e);
    }
  }

  private static ListingPage page(Answer answer, Bytes bytes, int rows) {
    ListingPage page = ListingScan.scan(bytes.array(), bytes.length(), rows);
    if (page != null) {
      return page;
    }
    try {
      return ListingDocument.read(answer.document(bytes, "ListBucketResult"));
    } catch (XmlException e) {
      throw answer.failures().ofDocument(answer.call(), answer.head(), bytes, e);
    }
  }

  UploadsPage uploads(BucketName bucket, ObjectKey prefix, UploadsPage.Marker after) {
    Query query = new Query();
    query.and("encoding-type", "url");
    if (!after.key().isEmpty()) {
      query.and("key-marker", after.key().toBytes());
    }
    query.and("max-uploads", "1000");
    if (!prefix.isEmpty()) {
      query.and("prefix", prefix.toBytes());
    }
    query.andIf("upload-id-marker", after.uploadId());
    query.and("uploads", "");
    S3Call call = S3Call.of("ListMultipartUploads", "GET", bucket, Manner.READ).query(query.text());
    try (Answer answer = requester.send(call)) {
      try {
        return UploadsDocument.read(
            answer.document("ListMultipartUploadsResult"),
            (key, id) -> new MultipartUpload(ObjectRef.current(bucket, key), id));
      } catch (XmlException e) {
        throw answer.failures().ofNonsense(call, answer.head(), String.valueOf(e.getMessage()));
      }
    }
  }
}
