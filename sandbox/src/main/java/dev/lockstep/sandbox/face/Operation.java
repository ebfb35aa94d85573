package dev.lockstep.sandbox.face;

import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The operations that the face answers: which requests they are, and which parameters they know. A
/// request with any other parameter is none of them.
@SuppressWarnings("ImmutableEnumChecker") // The sets are those of Set.of.
enum Operation {
  LIST_BUCKETS("ListBuckets", Level.SERVICE, "GET", ""),
  CREATE_BUCKET("CreateBucket", Level.BUCKET, "PUT", ""),
  DELETE_BUCKET("DeleteBucket", Level.BUCKET, "DELETE", ""),
  HEAD_BUCKET("HeadBucket", Level.BUCKET, "HEAD", ""),
  BUCKET_LOCATION("GetBucketLocation", Level.BUCKET, "GET", "location"),
  FETCH_VERSIONING("GetBucketVersioning", Level.BUCKET, "GET", "versioning"),
  PUT_VERSIONING("PutBucketVersioning", Level.BUCKET, "PUT", "versioning"),
  FETCH_BUCKET_ACL("GetBucketAcl", Level.BUCKET, "GET", "acl"),
  PUT_BUCKET_ACL("PutBucketAcl", Level.BUCKET, "PUT", "acl"),
  FETCH_LOCK_CONFIGURATION("GetObjectLockConfiguration", Level.BUCKET, "GET", "object-lock"),
  LIST_OBJECTS(
      "ListObjects", Level.BUCKET, "GET", "", "prefix delimiter marker max-keys encoding-type"),
  LIST_OBJECTS_V2(
      "ListObjectsV2",
      Level.BUCKET,
      "GET",
      "list-type",
      "prefix delimiter max-keys encoding-type continuation-token start-after fetch-owner"),
  LIST_VERSIONS(
      "ListObjectVersions",
      Level.BUCKET,
      "GET",
      "versions",
      "prefix delimiter max-keys encoding-type key-marker version-id-marker"),
  LIST_UPLOADS(
      "ListMultipartUploads",
      Level.BUCKET,
      "GET",
      "uploads",
      "prefix delimiter max-uploads encoding-type key-marker upload-id-marker"),
  DELETE_OBJECTS("DeleteObjects", Level.BUCKET, "POST", "delete"),
  FETCH_OBJECT(
      "GetObject",
      Level.OBJECT,
      "GET",
      "",
      "versionId partNumber response-cache-control response-content-disposition"
          + " response-content-encoding response-content-language response-content-type"
          + " response-expires"),
  HEAD_OBJECT(
      "HeadObject",
      Level.OBJECT,
      "HEAD",
      "",
      "versionId partNumber response-cache-control response-content-disposition"
          + " response-content-encoding response-content-language response-content-type"
          + " response-expires"),
  OBJECT_ATTRIBUTES("GetObjectAttributes", Level.OBJECT, "GET", "attributes", "versionId"),
  PUT_OBJECT("PutObject", Level.OBJECT, "PUT", "", "versionId"),
  COPY_OBJECT("CopyObject", Level.OBJECT, "PUT", "", "versionId"),
  DELETE_OBJECT("DeleteObject", Level.OBJECT, "DELETE", "", "versionId"),
  FETCH_TAGS("GetObjectTagging", Level.OBJECT, "GET", "tagging", "versionId"),
  PUT_TAGS("PutObjectTagging", Level.OBJECT, "PUT", "tagging", "versionId"),
  DELETE_TAGS("DeleteObjectTagging", Level.OBJECT, "DELETE", "tagging", "versionId"),
  FETCH_ACL("GetObjectAcl", Level.OBJECT, "GET", "acl", "versionId"),
  PUT_ACL("PutObjectAcl", Level.OBJECT, "PUT", "acl", "versionId"),
  FETCH_RETENTION("GetObjectRetention", Level.OBJECT, "GET", "retention", "versionId"),
  PUT_RETENTION("PutObjectRetention", Level.OBJECT, "PUT", "retention", "versionId"),
  FETCH_LEGAL_HOLD("GetObjectLegalHold", Level.OBJECT, "GET", "legal-hold", "versionId"),
  PUT_LEGAL_HOLD("PutObjectLegalHold", Level.OBJECT, "PUT", "legal-hold", "versionId"),
  CREATE_UPLOAD("CreateMultipartUpload", Level.OBJECT, "POST", "uploads", "versionId"),
  UPLOAD_PART("UploadPart", Level.OBJECT, "PUT", "uploadId partNumber"),
  COPY_PART("UploadPartCopy", Level.OBJECT, "PUT", "uploadId partNumber"),
  COMPLETE_UPLOAD("CompleteMultipartUpload", Level.OBJECT, "POST", "uploadId"),
  ABORT_UPLOAD("AbortMultipartUpload", Level.OBJECT, "DELETE", "uploadId"),
  LIST_PARTS(
      "ListParts", Level.OBJECT, "GET", "uploadId", "max-parts part-number-marker encoding-type");

  private static final Operation[] ALL = values();

  private final String wireName;
  private final Level level;
  private final String method;
  private final Set<String> required;
  private final Set<String> optional;

  Operation(String wireName, Level level, String method, String required) {
    this(wireName, level, method, required, "");
  }

  Operation(String wireName, Level level, String method, String required, String optional) {
    this.wireName = wireName;
    this.level = level;
    this.method = method;
    this.required = words(required);
    this.optional = words(optional);
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" ", -1));
  }

  /// What a request's path names.
  enum Level {
    SERVICE,
    BUCKET,
    OBJECT
  }

  /// S3's name for it.
  String wireName() {
    return wireName;
  }

  /// The operation of a request.
  ///
  /// @param copies whether it names a source to copy from
  static Operation of(String method, Level level, Query query, boolean copies) {
    for (Operation operation : ALL) {
      if (operation.level == level
          && operation.method.equals(method)
          && operation.isCopy() == copies
          && operation.fits(query)) {
        return operation;
      }
    }
    throw none(method, query);
  }

  /// Whether a version that is named is to be made, as some stores let it: S3 knows no such thing.
  boolean makesVersions() {
    return this == PUT_OBJECT || this == COPY_OBJECT || this == CREATE_UPLOAD;
  }

  private boolean fits(Query query) {
    return query.names().containsAll(required) && query.names().stream().allMatch(this::knows);
  }

  private boolean isCopy() {
    return this == COPY_OBJECT || this == COPY_PART;
  }

  private static Refusal none(String method, Query query) {
    List<String> others = query.names().stream().filter(name -> !everywhere(name)).toList();
    return others.isEmpty()
        ? new Refusal(ErrorCode.METHOD_NOT_ALLOWED).with("Method", method)
        : Refusal.notImplemented(method + " with the parameters " + String.join(", ", others));
  }

  private boolean knows(String parameter) {
    return required.contains(parameter) || optional.contains(parameter) || everywhere(parameter);
  }

  private static boolean everywhere(String parameter) {
    return parameter.equals("x-id") || parameter.toLowerCase(Locale.ROOT).startsWith("x-amz-");
  }
}
