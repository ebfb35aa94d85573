package dev.lockstep.s3;

import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.s3.xml.XmlElement;
import dev.lockstep.s3.xml.XmlText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Uploads in parts: from CreateMultipartUpload to its completion or abortion.
final class MultipartWrites {
  private static final String UPLOADS = Query.of("uploads", "").text();

  private final Requester requester;

  MultipartWrites(Requester requester) {
    this.requester = requester;
  }

  MultipartUpload create(ObjectRef target, ObjectAttributes attributes, WriteOptions options) {
    S3Call call =
        S3Call.of("CreateMultipartUpload", "POST", target, Manner.WRITE_ONCE).query(UPLOADS);
    AttributeHeaders.put(attributes, call);
    Checksum checksum = options.checksum();
    if (checksum != null) {
      call.header("x-amz-checksum-algorithm", checksum.algorithm().name());
      call.header("x-amz-checksum-type", checksum.type().name());
    }
    try (Answer answer = requester.send(call)) {
      XmlElement result = answer.document("InitiateMultipartUploadResult");
      String id = result.textOr("UploadId", "");
      if (id.isEmpty()) {
        throw answer.failures().ofNonsense(call, answer.head(), "The upload has no id");
      }
      return new MultipartUpload(target, id);
    }
  }

  UploadedPart upload(MultipartUpload upload, int number, ObjectBody body) {
    S3Call call =
        S3Call.of("UploadPart", "PUT", upload.target(), Manner.WRITE)
            .query(partQuery(upload, number))
            .body(body);
    try (Answer answer = requester.send(call)) {
      answer.expectNothing();
      return part(answer, number, ObjectHeads.etag(answer.head()));
    }
  }

  UploadedPart copy(
      MultipartUpload upload, int number, ObjectRef source, ETag sourceIs, ByteRange range) {
    S3Call call =
        S3Call.of("UploadPartCopy", "PUT", upload.target(), Manner.SLOW_WRITE)
            .query(partQuery(upload, number))
            .header("x-amz-copy-source", CopySource.of(source))
            .header("x-amz-copy-source-if-match", sourceIs.quoted())
            .header("x-amz-copy-source-range", range.toString());
    try (Answer answer = requester.send(call)) {
      XmlElement result = answer.document("CopyPartResult");
      return part(answer, number, ETag.ofNullable(result.textOf("ETag")));
    }
  }

  private static String partQuery(MultipartUpload upload, int number) {
    return Query.of("partNumber", Integer.toString(number))
        .and("uploadId", upload.uploadId())
        .text();
  }

  private static UploadedPart part(Answer answer, int number, @Nullable ETag etag) {
    if (etag == null) {
      throw answer.failures().ofNonsense(answer.call(), answer.head(), "The part has no ETag");
    }
    return new UploadedPart(number, etag);
  }

  WriteReceipt complete(MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
    S3Call call =
        S3Call.of("CompleteMultipartUpload", "POST", upload.target(), Manner.SLOW_WRITE_ONCE)
            .query(uploadQuery(upload))
            .document(partList(parts))
            .header("content-type", "application/xml");
    ObjectWrites.putConditions(options, call);
    Checksum checksum = options.checksum();
    if (checksum != null) {
      call.header(checksum.algorithm().header(), checksum.value());
      call.header("x-amz-checksum-type", checksum.type().name());
    }
    try (Answer answer = requester.send(call)) {
      XmlElement result = answer.document("CompleteMultipartUploadResult");
      return Receipts.ofDocument(answer, result);
    }
  }

  private static String uploadQuery(MultipartUpload upload) {
    return Query.of("uploadId", upload.uploadId()).text();
  }

  private static byte[] partList(List<UploadedPart> parts) {
    XmlText xml = XmlText.root("CompleteMultipartUpload");
    for (UploadedPart part : parts) {
      xml.open("Part")
          .element("PartNumber", Integer.toString(part.number()))
          .element("ETag", part.etag().quoted())
          .close("Part");
    }
    return xml.close("CompleteMultipartUpload").bytes();
  }

  void abort(MultipartUpload upload) {
    S3Call call =
        S3Call.of("AbortMultipartUpload", "DELETE", upload.target(), Manner.WRITE)
            .query(uploadQuery(upload));
    try (Answer answer = requester.send(call)) {
      answer.expectNothing();
    } catch (StoreException e) {
      boolean gone =
          e.failure() instanceof StoreFailure.Missing missing
              && !missing.detail().code().equals("NoSuchBucket");
      if (!gone) {
        throw e;
      }
    }
  }
}
