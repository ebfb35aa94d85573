package dev.lockstep.s3;

import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.StoreFailure.Detail;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What S3's error codes mean for us: the codes of Amazon's API reference ("Error responses") and
/// those that other stores have added. A code that is not in the table is judged by its status.
final class ErrorCodes {
  /// A class of failures.
  enum Kind {
    MISSING,
    DENIED,
    EXPIRED,
    SKEWED,
    THROTTLED,
    CHANGED,
    UNSUPPORTED,
    REFUSED,
    /// Not done; may be tried again.
    NOT_DONE,
    /// Perhaps done; may be tried again.
    UNKNOWN,
    CORRUPTED
  }

  private static final Map<String, Kind> KINDS = kinds();

  private ErrorCodes() {}

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new HashMap<>();
    put(kinds, Kind.MISSING, "NoSuchBucket NoSuchKey NoSuchUpload NoSuchVersion NoSuchTagSet");
    put(kinds, Kind.MISSING, "NoSuchTagSetError NotFound NoSuchResource");
    put(kinds, Kind.DENIED, "AccessDenied AccountProblem AllAccessDisabled InvalidAccessKeyId");
    put(kinds, Kind.DENIED, "SignatureDoesNotMatch InvalidSecurity NotSignedUp InvalidPayer");
    put(kinds, Kind.DENIED, "InvalidToken UnauthorizedAccess Unauthorized Forbidden");
    put(kinds, Kind.DENIED, "UnauthorizedAccessError InvalidClientTokenId UnrecognizedClient");
    put(kinds, Kind.DENIED, "XAdminUserNotFound XMinioAdminUserNotFound NoSuchAccessKey");
    put(kinds, Kind.EXPIRED, "ExpiredToken TokenRefreshRequired ExpiredTokenException");
    put(kinds, Kind.SKEWED, "RequestTimeTooSkewed RequestExpired RequestInTheFuture");
    put(kinds, Kind.THROTTLED, "SlowDown Throttling ThrottlingException ThrottledException");
    put(kinds, Kind.THROTTLED, "RequestLimitExceeded TooManyRequests TooManyRequestsException");
    put(kinds, Kind.THROTTLED, "BandwidthLimitExceeded RequestThrottled SlowDownRead");
    put(kinds, Kind.THROTTLED, "SlowDownWrite PriorRequestNotComplete ServiceUnavailable");
    put(kinds, Kind.CHANGED, "PreconditionFailed NotModified");
    put(kinds, Kind.UNSUPPORTED, "NotImplemented MethodNotAllowed InvalidObjectState");
    put(kinds, Kind.UNSUPPORTED, "InvalidStorageClass UnsupportedOperation XNotImplemented");
    put(kinds, Kind.UNSUPPORTED, "AccessControlListNotSupported InvalidBucketState");
    put(kinds, Kind.UNSUPPORTED, "ObjectLockConfigurationNotFoundError UnsupportedSignature");
    put(kinds, Kind.UNSUPPORTED, "InvalidEncryptionAlgorithmError UnsupportedArgument");
    put(kinds, Kind.REFUSED, "AuthorizationHeaderMalformed AmbiguousGrantByEmailAddress");
    put(kinds, Kind.REFUSED, "BucketAlreadyExists BucketAlreadyOwnedByYou BucketNotEmpty");
    put(kinds, Kind.REFUSED, "CredentialsNotSupported EntityTooLarge EntityTooSmall");
    put(kinds, Kind.REFUSED, "IllegalLocationConstraintException InvalidAddressingHeader");
    put(kinds, Kind.REFUSED, "IllegalVersioningConfigurationException InvalidArgument");
    put(kinds, Kind.REFUSED, "InvalidBucketName InvalidDigest InvalidLocationConstraint");
    put(kinds, Kind.REFUSED, "InvalidPart InvalidPartOrder InvalidPolicyDocument InvalidRange");
    put(kinds, Kind.REFUSED, "InvalidRequest InvalidSOAPRequest InvalidTag InvalidTagError");
    put(kinds, Kind.REFUSED, "InvalidTargetBucketForLogging InvalidURI InvalidHostHeader");
    put(kinds, Kind.REFUSED, "KeyTooLong KeyTooLongError MalformedACLError MalformedPOSTRequest");
    put(kinds, Kind.REFUSED, "MalformedXML MaxMessageLengthExceeded MetadataTooLarge");
    put(kinds, Kind.REFUSED, "MissingAttachment MissingContentLength MissingSecurityElement");
    put(kinds, Kind.REFUSED, "MissingRequestBodyError MissingSecurityHeader NoSuchBucketPolicy");
    put(kinds, Kind.REFUSED, "NoLoggingStatusForKey PermanentRedirect Redirect InvalidRegion");
    put(kinds, Kind.REFUSED, "RequestIsNotMultiPartContent RequestTorrentOfBucketError");
    put(kinds, Kind.REFUSED, "RequestHeaderSectionTooLarge RestoreAlreadyInProgress");
    put(kinds, Kind.REFUSED, "TooManyBuckets UnexpectedContent UnresolvableGrantByEmailAddress");
    put(kinds, Kind.REFUSED, "UserKeyMustBeSpecified XMinioInvalidObjectName InvalidObjectName");
    put(kinds, Kind.REFUSED, "InvalidRetentionPeriod InvalidRetentionDate");
    put(kinds, Kind.REFUSED, "PastObjectLockRetainDate UnknownWORMModeDirective");
    put(kinds, Kind.DENIED, "ObjectLocked QuotaExceeded XMinioAdminBucketQuotaExceeded");
    put(kinds, Kind.DENIED, "InsufficientStorage XMinioStorageFull");
    put(kinds, Kind.NOT_DONE, "OperationAborted ConditionalRequestConflict");
    put(kinds, Kind.NOT_DONE, "RequestTimeout IncompleteBody TemporaryRedirect");
    put(kinds, Kind.NOT_DONE, "XMinioServerNotInitialized BucketNotReady");
    put(kinds, Kind.UNKNOWN, "InternalError InternalServerError GatewayTimeout BadGateway");
    put(kinds, Kind.CORRUPTED, "BadDigest XAmzContentSHA256Mismatch XAmzContentChecksumMismatch");
    put(kinds, Kind.CORRUPTED, "ContentSHA256Mismatch InvalidChecksum ChecksumMismatch");
    return kinds;
  }

  private static void put(Map<String, Kind> kinds, Kind kind, String codes) {
    for (String code : codes.split(" ", -1)) {
      kinds.put(code, kind);
    }
  }

  static Kind kindOf(String code, int status) {
    Kind kind = KINDS.get(code);
    return kind == null ? kindOf(status) : kind;
  }

  private static Kind kindOf(int status) {
    return switch (status) {
      case 401, 403, 407 -> Kind.DENIED;
      case 404, 410 -> Kind.MISSING;
      case 405, 501, 505 -> Kind.UNSUPPORTED;
      case 307, 408, 425 -> Kind.NOT_DONE;
      case 304, 412 -> Kind.CHANGED;
      case 429, 503 -> Kind.THROTTLED;
      case 507 -> Kind.DENIED;
      default -> status >= 500 ? Kind.UNKNOWN : Kind.REFUSED;
    };
  }

  /// The code for a status that came without one, as HEAD's answers do.
  static String codeOf(int status) {
    return switch (status) {
      case 301 -> "PermanentRedirect";
      case 302, 303, 308 -> "Redirect";
      case 304 -> "NotModified";
      case 307 -> "TemporaryRedirect";
      case 400 -> "BadRequest";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "NotFound";
      case 405 -> "MethodNotAllowed";
      case 412 -> "PreconditionFailed";
      case 416 -> "InvalidRange";
      case 429 -> "TooManyRequests";
      case 500 -> "InternalError";
      case 501 -> "NotImplemented";
      case 502 -> "BadGateway";
      case 503 -> "ServiceUnavailable";
      case 504 -> "GatewayTimeout";
      case 507 -> "InsufficientStorage";
      default -> "HTTP" + status;
    };
  }

  /// @param ahead how far the store's clock is ahead of ours, when it told
  static StoreFailure failure(Kind kind, Detail detail, boolean writes, @Nullable Duration ahead) {
    return switch (kind) {
      case MISSING -> new StoreFailure.Missing(detail);
      case DENIED -> new StoreFailure.Denied(detail);
      case EXPIRED -> new StoreFailure.Expired(detail);
      case SKEWED -> new StoreFailure.ClockSkewed(detail, ahead);
      case THROTTLED -> new StoreFailure.Throttled(detail);
      case CHANGED -> new StoreFailure.Changed(detail);
      case UNSUPPORTED -> new StoreFailure.Unsupported(detail);
      case REFUSED -> new StoreFailure.Refused(detail);
      case NOT_DONE -> new StoreFailure.Transient(detail, false);
      case UNKNOWN -> new StoreFailure.Transient(detail, writes);
      case CORRUPTED -> new StoreFailure.Corrupted(detail);
    };
  }
}
