package dev.lockstep.sandbox;

import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.StoreFailure.Detail;
import dev.lockstep.sandbox.store.Refusal;

/// Says which class of failure a refusal is, as a client of the HTTP face would.
final class RefusalClassifier {
  private RefusalClassifier() {}

  static StoreFailure classify(Refusal refusal) {
    Detail detail = new Detail(refusal.code().status(), refusal.code().code(), refusal.text(), "");
    return switch (refusal.code()) {
      case NO_SUCH_BUCKET, NO_SUCH_KEY, NO_SUCH_LOCK, NO_SUCH_UPLOAD, NO_SUCH_VERSION ->
          new StoreFailure.Missing(detail);
      case ACCESS_DENIED, INVALID_ACCESS_KEY, SIGNATURE_DOES_NOT_MATCH, REQUEST_EXPIRED ->
          new StoreFailure.Denied(detail);
      case REQUEST_TIME_TOO_SKEWED -> new StoreFailure.ClockSkewed(detail, null);
      case METHOD_NOT_ALLOWED ->
          refusal.headers().containsKey("x-amz-delete-marker")
              ? new StoreFailure.Missing(detail)
              : new StoreFailure.Unsupported(detail);
      case PRECONDITION_FAILED, NOT_MODIFIED -> new StoreFailure.Changed(detail);
      case NOT_IMPLEMENTED,
          INVALID_BUCKET_STATE,
          INVALID_OBJECT_STATE,
          INVALID_STORAGE_CLASS,
          NO_LOCK_CONFIGURATION ->
          new StoreFailure.Unsupported(detail);
      case BAD_DIGEST, CONTENT_SHA256_MISMATCH -> new StoreFailure.Corrupted(detail);
      case INCOMPLETE_BODY -> new StoreFailure.Transient(detail, false);
      case INTERNAL_ERROR -> new StoreFailure.Transient(detail, true);
      case AUTHORIZATION_HEADER_MALFORMED,
          AUTHORIZATION_QUERY_MALFORMED,
          BAD_REQUEST,
          BUCKET_ALREADY_EXISTS,
          BUCKET_ALREADY_OWNED,
          BUCKET_NOT_EMPTY,
          ENTITY_TOO_LARGE,
          ENTITY_TOO_SMALL,
          ILLEGAL_LOCATION,
          INVALID_ARGUMENT,
          INVALID_BUCKET_NAME,
          INVALID_DIGEST,
          INVALID_PART,
          INVALID_PART_NUMBER,
          INVALID_PART_ORDER,
          INVALID_RANGE,
          INVALID_REQUEST,
          INVALID_TAG,
          INVALID_URI,
          KEY_TOO_LONG,
          MALFORMED_ACL,
          MALFORMED_TRAILER,
          MALFORMED_XML,
          METADATA_TOO_LARGE,
          MISSING_CONTENT_LENGTH ->
          new StoreFailure.Refused(detail);
    };
  }
}
