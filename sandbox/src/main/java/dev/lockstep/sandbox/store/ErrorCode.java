package dev.lockstep.sandbox.store;

/// The errors of S3 that this store answers with: status, code and S3's usual message.
public enum ErrorCode {
  ACCESS_DENIED(403, "AccessDenied", "Access Denied"),
  AUTHORIZATION_HEADER_MALFORMED(
      400, "AuthorizationHeaderMalformed", "The authorization header you provided is invalid."),
  AUTHORIZATION_QUERY_MALFORMED(
      400,
      "AuthorizationQueryParametersError",
      "The authorization parameters in the query are not valid."),
  BAD_DIGEST(400, "BadDigest", "The Content-MD5 you specified did not match what we received."),
  BAD_REQUEST(400, "BadRequest", "Bad Request"),
  BUCKET_ALREADY_EXISTS(
      409,
      "BucketAlreadyExists",
      "The requested bucket name is not available. The bucket namespace is shared by all users of"
          + " the system. Please select a different name and try again."),
  BUCKET_ALREADY_OWNED(
      409,
      "BucketAlreadyOwnedByYou",
      "Your previous request to create the named bucket succeeded and you already own it."),
  BUCKET_NOT_EMPTY(409, "BucketNotEmpty", "The bucket you tried to delete is not empty"),
  CONTENT_SHA256_MISMATCH(
      400,
      "XAmzContentSHA256Mismatch",
      "The provided 'x-amz-content-sha256' header does not match what was computed."),
  ENTITY_TOO_LARGE(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size"),
  ENTITY_TOO_SMALL(
      400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size"),
  ILLEGAL_LOCATION(
      400, "IllegalLocationConstraintException", "The specified location-constraint is not valid"),
  INCOMPLETE_BODY(
      400,
      "IncompleteBody",
      "You did not provide the number of bytes specified by the Content-Length HTTP header"),
  INTERNAL_ERROR(500, "InternalError", "We encountered an internal error. Please try again."),
  INVALID_ACCESS_KEY(
      403,
      "InvalidAccessKeyId",
      "The AWS Access Key Id you provided does not exist in our records."),
  INVALID_ARGUMENT(400, "InvalidArgument", "Invalid Argument"),
  INVALID_BUCKET_NAME(400, "InvalidBucketName", "The specified bucket is not valid."),
  INVALID_BUCKET_STATE(
      409,
      "InvalidBucketState",
      "An Object Lock configuration is present on this bucket, so the versioning state cannot be"
          + " changed."),
  INVALID_DIGEST(400, "InvalidDigest", "The Content-MD5 you specified was invalid."),
  INVALID_OBJECT_STATE(
      403, "InvalidObjectState", "The operation is not valid for the object's storage class"),
  INVALID_PART(
      400,
      "InvalidPart",
      "One or more of the specified parts could not be found.  The part may not have been uploaded,"
          + " or the specified entity tag may not match the part's entity tag."),
  INVALID_PART_NUMBER(416, "InvalidPartNumber", "The requested partnumber is not satisfiable"),
  INVALID_PART_ORDER(
      400,
      "InvalidPartOrder",
      "The list of parts was not in ascending order. Parts must be ordered by part number."),
  INVALID_RANGE(416, "InvalidRange", "The requested range is not satisfiable"),
  INVALID_REQUEST(400, "InvalidRequest", "Invalid Request"),
  INVALID_STORAGE_CLASS(400, "InvalidStorageClass", "The storage class you specified is not valid"),
  INVALID_TAG(400, "InvalidTag", "The tag provided was not a valid tag."),
  INVALID_URI(400, "InvalidURI", "Couldn't parse the specified URI."),
  KEY_TOO_LONG(400, "KeyTooLongError", "Your key is too long"),
  MALFORMED_ACL(
      400,
      "MalformedACLError",
      "The XML you provided was not well-formed or did not validate against our published schema"),
  MALFORMED_TRAILER(
      400,
      "MalformedTrailerError",
      "The request contained trailing data that was not well-formed or did not conform to our"
          + " published schema."),
  MALFORMED_XML(
      400,
      "MalformedXML",
      "The XML you provided was not well-formed or did not validate against our published schema"),
  METADATA_TOO_LARGE(
      400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size"),
  METHOD_NOT_ALLOWED(
      405, "MethodNotAllowed", "The specified method is not allowed against this resource."),
  MISSING_CONTENT_LENGTH(
      411, "MissingContentLength", "You must provide the Content-Length HTTP header."),
  NOT_IMPLEMENTED(
      501, "NotImplemented", "A header you provided implies functionality that is not implemented"),
  NOT_MODIFIED(304, "NotModified", "Not Modified"),
  NO_LOCK_CONFIGURATION(
      404,
      "ObjectLockConfigurationNotFoundError",
      "Object Lock configuration does not exist for this bucket"),
  NO_SUCH_BUCKET(404, "NoSuchBucket", "The specified bucket does not exist"),
  NO_SUCH_KEY(404, "NoSuchKey", "The specified key does not exist."),
  NO_SUCH_LOCK(
      404,
      "NoSuchObjectLockConfiguration",
      "The specified object does not have a ObjectLock configuration"),
  NO_SUCH_UPLOAD(
      404,
      "NoSuchUpload",
      "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
          + " been aborted or completed."),
  NO_SUCH_VERSION(404, "NoSuchVersion", "The specified version does not exist."),
  PRECONDITION_FAILED(
      412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold"),
  REQUEST_EXPIRED(403, "AccessDenied", "Request has expired"),
  REQUEST_TIME_TOO_SKEWED(
      403,
      "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large."),
  SIGNATURE_DOES_NOT_MATCH(
      403,
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided. Check your"
          + " key and signing method.");

  private final int status;
  private final String code;
  private final String message;

  ErrorCode(int status, String code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The word on the wire.
  public String code() {
    return code;
  }

  public String message() {
    return message;
  }
}
