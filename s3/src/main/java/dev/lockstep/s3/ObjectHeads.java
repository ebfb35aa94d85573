package dev.lockstep.s3;

import dev.lockstep.object.Checksum;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ETag;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.StorageClass;
import dev.lockstep.object.VersionId;
import dev.lockstep.s3.wire.AnswerHead;
import dev.lockstep.s3.wire.HeaderName;
import dev.lockstep.s3.wire.WireException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads an object's head out of the headers of an answer.
final class ObjectHeads {
  /// The [Encryption#algorithm] of objects that are encrypted with a customer's own key.
  static final String CUSTOMER_KEY = "SSE-C";

  static final HeaderName CONTENT_LENGTH = HeaderName.of("content-length");
  static final HeaderName CONTENT_RANGE = HeaderName.of("content-range");
  private static final HeaderName ETAG = HeaderName.of("etag");
  private static final HeaderName LAST_MODIFIED = HeaderName.of("last-modified");
  private static final HeaderName VERSION = HeaderName.of("x-amz-version-id");
  private static final HeaderName METADATA = HeaderName.of("x-amz-meta-");
  private static final HeaderName STORAGE_CLASS = HeaderName.of("x-amz-storage-class");
  private static final HeaderName TAG_COUNT = HeaderName.of("x-amz-tagging-count");
  private static final HeaderName PARTS = HeaderName.of("x-amz-mp-parts-count");
  private static final HeaderName SSE = HeaderName.of("x-amz-server-side-encryption");
  private static final HeaderName SSE_KEY =
      HeaderName.of("x-amz-server-side-encryption-aws-kms-key-id");
  private static final HeaderName SSE_BUCKET_KEY =
      HeaderName.of("x-amz-server-side-encryption-bucket-key-enabled");
  private static final HeaderName SSE_CUSTOMER =
      HeaderName.of("x-amz-server-side-encryption-customer-algorithm");
  private static final HeaderName ANY_LOCK = HeaderName.of("x-amz-object-lock-");
  private static final HeaderName LOCK_MODE = HeaderName.of("x-amz-object-lock-mode");
  private static final HeaderName RETAIN_UNTIL =
      HeaderName.of("x-amz-object-lock-retain-until-date");
  private static final HeaderName LEGAL_HOLD = HeaderName.of("x-amz-object-lock-legal-hold");
  private static final HeaderName CHECKSUM_TYPE = HeaderName.of("x-amz-checksum-type");
  private static final HeaderName ANY_CHECKSUM = HeaderName.of("x-amz-checksum-");
  private static final Map<ContentHeader, HeaderName> CONTENT = contentHeaders();
  private static final Map<Checksum.Algorithm, HeaderName> CHECKSUMS = checksumHeaders();

  private ObjectHeads() {}

  private static Map<ContentHeader, HeaderName> contentHeaders() {
    Map<ContentHeader, HeaderName> names = new EnumMap<>(ContentHeader.class);
    for (ContentHeader header : ContentHeader.values()) {
      names.put(header, HeaderName.of(header.headerName()));
    }
    return names;
  }

  private static Map<Checksum.Algorithm, HeaderName> checksumHeaders() {
    Map<Checksum.Algorithm, HeaderName> names = new EnumMap<>(Checksum.Algorithm.class);
    for (Checksum.Algorithm algorithm : Checksum.Algorithm.values()) {
      names.put(algorithm, HeaderName.of(algorithm.header()));
    }
    return names;
  }

  static ObjectHead read(Answer answer) {
    AnswerHead head = answer.head();
    Instant modified = HttpDate.parse(head.value(LAST_MODIFIED));
    if (modified == null) {
      throw answer
          .failures()
          .ofNonsense(answer.call(), head, "The answer has no Last-Modified, so it is no object");
    }
    return new ObjectHead(
        size(answer),
        etag(head),
        modified,
        version(head),
        attributes(answer),
        (int) number(answer, TAG_COUNT, -1),
        (int) number(answer, PARTS, 0),
        checksums(head),
        StandingHeaders.read(head));
  }

  /// Of the whole object: the number behind the slash where a part of it was asked for.
  private static long size(Answer answer) {
    ContentRange range = ContentRange.of(answer);
    long size = range == null ? number(answer, CONTENT_LENGTH, -1) : range.whole();
    if (size < 0) {
      throw answer
          .failures()
          .ofNonsense(answer.call(), answer.head(), "The answer doesn't tell the object's size");
    }
    return size;
  }

  static long number(Answer answer, HeaderName name, long otherwise) {
    try {
      long number = answer.head().number(name);
      return number < 0 ? otherwise : number;
    } catch (WireException e) {
      throw answer.failures().ofNoAnswer(answer.call(), e);
    }
  }

  static @Nullable ETag etag(AnswerHead head) {
    return ETag.ofNullable(head.value(ETAG));
  }

  static @Nullable VersionId version(AnswerHead head) {
    String id = head.value(VERSION);
    return id == null || id.isEmpty() ? null : new VersionId(id);
  }

  private static ObjectAttributes attributes(Answer answer) {
    AnswerHead head = answer.head();
    Map<ContentHeader, String> headers = new EnumMap<>(ContentHeader.class);
    for (Map.Entry<ContentHeader, HeaderName> name : CONTENT.entrySet()) {
      String value = head.value(name.getValue());
      if (value != null) {
        headers.put(name.getKey(), value);
      }
    }
    Map<String, String> metadata = new HashMap<>();
    head.each(METADATA, (name, value) -> metadata.put(name, EncodedWords.decode(value)));
    return new ObjectAttributes(
        headers, metadata, Map.of(), storageClass(answer), encryption(head), lock(answer));
  }

  private static ObjectLock lock(Answer answer) {
    AnswerHead head = answer.head();
    if (!head.hasBeginning(ANY_LOCK)) {
      return ObjectLock.NONE;
    }
    boolean held = "ON".equalsIgnoreCase(head.value(LEGAL_HOLD));
    return retention(answer, head.value(LOCK_MODE), head.value(RETAIN_UNTIL)).withLegalHold(held);
  }

  /// The retention of which an answer tells mode and end.
  static ObjectLock retention(Answer answer, @Nullable String mode, @Nullable String until) {
    if (isEmpty(mode) && isEmpty(until)) {
      return ObjectLock.NONE;
    }
    try {
      return ObjectLock.retention(
          ObjectLock.Mode.valueOf(String.valueOf(mode).toUpperCase(Locale.ROOT)),
          Instant.parse(String.valueOf(until)));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw answer
          .failures()
          .ofNonsense(
              answer.call(),
              answer.head(),
              "'" + mode + "' until '" + until + "' is no object lock");
    }
  }

  private static boolean isEmpty(@Nullable String value) {
    return value == null || value.isEmpty();
  }

  private static StorageClass storageClass(Answer answer) {
    String name = answer.head().value(STORAGE_CLASS);
    if (name == null || name.isEmpty() || name.equals("STANDARD")) {
      return StorageClass.STANDARD;
    }
    try {
      return StorageClass.of(name);
    } catch (IllegalArgumentException e) {
      throw answer
          .failures()
          .ofNonsense(answer.call(), answer.head(), String.valueOf(e.getMessage()));
    }
  }

  static @Nullable Encryption encryption(AnswerHead head) {
    if (head.has(SSE_CUSTOMER)) {
      return new Encryption(CUSTOMER_KEY, null, false);
    }
    String algorithm = head.value(SSE);
    if (algorithm == null || algorithm.isEmpty()) {
      return null;
    }
    String key = head.value(SSE_KEY);
    boolean bucketKey = "true".equalsIgnoreCase(head.value(SSE_BUCKET_KEY));
    return algorithm.equals("AES256") && key == null
        ? Encryption.SSE_S3
        : new Encryption(algorithm, key, bucketKey);
  }

  static List<Checksum> checksums(AnswerHead head) {
    if (!head.hasBeginning(ANY_CHECKSUM)) {
      return List.of();
    }
    List<Checksum> checksums = new ArrayList<>();
    String type = head.value(CHECKSUM_TYPE);
    for (Map.Entry<Checksum.Algorithm, HeaderName> name : CHECKSUMS.entrySet()) {
      String value = head.value(name.getValue());
      if (value != null) {
        checksums.add(checksum(name.getKey(), type, value));
      }
    }
    return checksums;
  }

  /// Where the type is not told, the number of parts behind the digest tells it.
  static Checksum checksum(Checksum.Algorithm algorithm, @Nullable String type, String value) {
    boolean composite = type == null ? value.indexOf('-') > 0 : type.equals("COMPOSITE");
    return new Checksum(
        algorithm, composite ? Checksum.Type.COMPOSITE : Checksum.Type.FULL_OBJECT, value);
  }
}
