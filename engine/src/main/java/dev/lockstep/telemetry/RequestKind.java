package dev.lockstep.telemetry;

/// The kinds of requests that are counted apart, as people know them and as stores charge for them.
public enum RequestKind {
  LIST("list"),
  LIST_VERSIONS("listVersions"),
  HEAD("head"),
  GET("get"),
  PUT("put"),
  COPY("copy"),
  DELETE("delete"),
  MULTIPART_CREATE("createMultipart"),
  MULTIPART_PART("uploadPart"),
  MULTIPART_COPY("uploadPartCopy"),
  MULTIPART_COMPLETE("completeMultipart"),
  MULTIPART_ABORT("abortMultipart"),
  MULTIPART_LIST("listMultipart"),
  TAGS_GET("getTagging"),
  TAGS_PUT("putTagging"),
  ACL_GET("getAcl"),
  ACL_PUT("putAcl"),
  RETENTION_GET("getRetention"),
  LEGAL_HOLD_GET("getLegalHold"),
  BUCKET("bucket");

  private final String jsonName;

  RequestKind(String jsonName) {
    this.jsonName = jsonName;
  }

  /// The field's name in `requests` of the JSON output; stable once released.
  public String jsonName() {
    return jsonName;
  }
}
