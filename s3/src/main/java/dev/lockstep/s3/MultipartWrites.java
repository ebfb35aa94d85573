package dev.lockstep.s3;

import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.RunningChecksum;
import dev.lockstep.s3.xml.XmlElement;
import dev.lockstep.s3.xml.XmlText;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Uploads in parts: from CreateMultipartUpload to its completion or abortion.
final class MultipartWrites {
  private final Requester requester;

  MultipartWrites(Requester requester) {
    this.requester = requester;
  }

  MultipartUpload create(
      ObjectRef target, ObjectAttributes attributes, @Nullable UploadChecksum checksum) {
    S3Call call =
        S3Call.of("CreateMultipartUpload", "POST", target, Manner.WRITE_ONCE)
            .query(Query.resource("uploads", target.version()));
    AttributeHeaders.put(attributes, call);
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
      return new MultipartUpload(target, id, checksum);
    }
  }

  UploadedPart upload(MultipartUpload upload, int number, ObjectBody body, PartChecksum checksum) {
    S3Call call =
        S3Call.of("UploadPart", "PUT", upload.target(), Manner.WRITE)
            .query(partQuery(upload, number))
            .body(body);
    Checksum sent = put(checksum, body, call);
    try (Answer answer = requester.send(call)) {
      answer.expectNothing();
      ETag etag = ObjectHeads.etag(answer.head());
      Checksum told = ofUpload(upload, ObjectHeads.checksums(answer.head()));
      return part(answer, number, etag, sent == null ? told : sent);
    }
  }

  /// Lets a checksum go with a part.
  ///
  /// @return the checksum, where it is known beforehand
  private static @Nullable Checksum put(PartChecksum checksum, ObjectBody body, S3Call call) {
    Checksum known =
        switch (checksum) {
          case PartChecksum.None _ -> null;
          case PartChecksum.Known(Checksum value) -> value;
          case PartChecksum.Computed(Checksum.Algorithm algorithm) ->
              switch (body) {
                case ObjectBody.Buffered(ByteBuffer bytes) -> RunningChecksum.of(algorithm, bytes);
                case ObjectBody.Streamed streamed when streamed.length() == 0 ->
                    RunningChecksum.of(algorithm, ByteBuffer.allocate(0));
                case ObjectBody.Streamed _ -> {
                  call.trailer(algorithm);
                  yield null;
                }
              };
        };
    if (known != null) {
      call.header(known.algorithm().header(), known.value());
    }
    return known;
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
      Checksum told = ofUpload(upload, Receipts.checksums(result));
      return part(answer, number, ETag.ofNullable(result.textOf("ETag")), told);
    }
  }

  /// Of the checksums that a store has told of a part, the one that the upload was created with.
  private static @Nullable Checksum ofUpload(MultipartUpload upload, List<Checksum> told) {
    UploadChecksum wanted = upload.checksum();
    return told.stream()
        .filter(checksum -> wanted != null && checksum.algorithm() == wanted.algorithm())
        .findFirst()
        .orElse(null);
  }

  private static String partQuery(MultipartUpload upload, int number) {
    return Query.of("partNumber", Integer.toString(number))
        .and("uploadId", upload.uploadId())
        .text();
  }

  private static UploadedPart part(
      Answer answer, int number, @Nullable ETag etag, @Nullable Checksum checksum) {
    if (etag == null) {
      throw answer.failures().ofNonsense(answer.call(), answer.head(), "The part has no ETag");
    }
    return new UploadedPart(number, etag, checksum);
  }

  WriteReceipt complete(MultipartUpload upload, List<UploadedPart> parts, WriteOptions options) {
    S3Call call =
        S3Call.of("CompleteMultipartUpload", "POST", upload.target(), Manner.SLOW_WRITE_ONCE)
            .query(uploadQuery(upload))
            .document(partList(parts))
            .header("content-type", "application/xml");
    ObjectWrites.putConditions(options, call);
    ObjectWrites.putTime(options.modified(), call);
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
          .element("ETag", part.etag().quoted());
      Checksum checksum = part.checksum();
      if (checksum != null) {
        xml.element(Receipts.element(checksum.algorithm()), checksum.value());
      }
      xml.close("Part");
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
