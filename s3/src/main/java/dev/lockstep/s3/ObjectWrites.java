package dev.lockstep.s3;

import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.s3.sign.Signer;
import dev.lockstep.s3.xml.XmlElement;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// PutObject and CopyObject.
final class ObjectWrites {
  private final Requester requester;

  ObjectWrites(Requester requester) {
    this.requester = requester;
  }

  WriteReceipt put(
      ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
    Manner manner = isConditional(options) ? Manner.WRITE_ONCE : Manner.WRITE;
    S3Call call =
        S3Call.of("PutObject", "PUT", target, manner)
            .query(Query.version(target.version()))
            .body(body);
    putTime(options.modified(), call);
    AttributeHeaders.put(attributes, call);
    putConditions(options, call);
    Checksum checksum = options.checksum();
    if (checksum != null) {
      call.header(checksum.algorithm().header(), checksum.value());
    }
    String md5 = options.md5() == null ? null : contentMd5(options.md5());
    if (checksum == null && md5 == null && !attributes.lock().isNone()) {
      md5 = digestOfLocked(body, call);
    }
    call.header("content-md5", md5);
    try (Answer answer = requester.send(call)) {
      answer.expectNothing();
      return Receipts.ofHead(answer);
    }
  }

  WriteReceipt copy(ObjectRef source, ObjectRef target, CopyOptions options) {
    Manner manner = isConditional(options.write()) ? Manner.SLOW_WRITE_ONCE : Manner.SLOW_WRITE;
    S3Call call =
        S3Call.of("CopyObject", "PUT", target, manner).query(Query.version(target.version()));
    putTime(options.write().modified(), call);
    call.header("x-amz-copy-source", CopySource.of(source));
    if (options.sourceIs() != null) {
      call.header("x-amz-copy-source-if-match", options.sourceIs().quoted());
    }
    ObjectAttributes replacement = options.replacement();
    if (replacement != null) {
      call.header("x-amz-metadata-directive", "REPLACE");
      call.header("x-amz-tagging-directive", "REPLACE");
      AttributeHeaders.putDescription(replacement, call);
      AttributeHeaders.putTags(replacement.tags(), call);
    }
    call.header("x-amz-storage-class", options.storageClass().name());
    AttributeHeaders.putEncryption(options.encryption(), call);
    AttributeHeaders.putLock(options.lock(), call);
    putConditions(options.write(), call);
    Checksum checksum = options.write().checksum();
    if (checksum != null) {
      call.header("x-amz-checksum-algorithm", checksum.algorithm().name());
    }
    try (Answer answer = requester.send(call)) {
      XmlElement result = answer.document("CopyObjectResult");
      return Receipts.ofDocument(answer, result);
    }
  }

  private static String contentMd5(ETag md5) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(md5.value()));
  }

  /// Amazon's S3 takes nothing that is to be locked without a digest of its bytes. What is a stream
  /// has one behind it.
  private static @Nullable String digestOfLocked(ObjectBody body, S3Call call) {
    return switch (body) {
      case ObjectBody.Buffered(ByteBuffer bytes) -> Signer.md5Of(bytes);
      case ObjectBody.Streamed streamed when streamed.length() == 0 ->
          Signer.md5Of(ByteBuffer.allocate(0));
      case ObjectBody.Streamed _ -> {
        call.trailer(Checksum.Algorithm.CRC32C);
        yield null;
      }
    };
  }

  /// The time that a version is to have, as MinIO takes it: its fraction tells versions of one
  /// listed time apart.
  static void putTime(@Nullable Instant modified, S3Call call) {
    call.header(
        "x-minio-source-mtime",
        modified == null ? null : DateTimeFormatter.ISO_INSTANT.format(modified));
  }

  static boolean isConditional(WriteOptions options) {
    return options.ifAbsent() || options.ifMatch() != null;
  }

  static void putConditions(WriteOptions options, S3Call call) {
    if (options.ifAbsent()) {
      call.header("if-none-match", "*");
    }
    if (options.ifMatch() != null) {
      call.header("if-match", options.ifMatch().quoted());
    }
  }
}
