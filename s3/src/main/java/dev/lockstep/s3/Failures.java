package dev.lockstep.s3;

import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.StoreFailure.Detail;
import dev.lockstep.s3.ErrorCodes.Kind;
import dev.lockstep.s3.wire.AnswerBody.Bytes;
import dev.lockstep.s3.wire.AnswerHead;
import dev.lockstep.s3.wire.HeaderName;
import dev.lockstep.s3.wire.WireException;
import dev.lockstep.s3.xml.XmlElement;
import dev.lockstep.s3.xml.XmlException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Makes a classified failure of whatever went wrong.
final class Failures {
  private static final HeaderName DATE = HeaderName.of("date");
  private static final HeaderName DELETE_MARKER = HeaderName.of("x-amz-delete-marker");

  private final String store;
  private final InstantSource clock;

  Failures(String store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// The answer reports a failure.
  StoreException ofAnswer(S3Call call, AnswerHead head, ErrorText error) {
    Detail detail = new Detail(error.status(), error.code(), error.message(), error.requestId());
    boolean deleted = error.status() == 405 && "true".equals(head.value(DELETE_MARKER));
    Kind kind = deleted ? Kind.MISSING : ErrorCodes.kindOf(error.code(), error.status());
    Duration ahead = kind == Kind.SKEWED ? ahead(head) : null;
    return exception(call, ErrorCodes.failure(kind, detail, call.manner().writes, ahead), null);
  }

  /// The answer refuses a request that would now be made in another way, but whose body is used up.
  StoreException ofUsedBody(S3Call call, ErrorText error) {
    Detail detail = new Detail(error.status(), error.code(), error.message(), error.requestId());
    return exception(call, new StoreFailure.Transient(detail, false), null);
  }

  /// A refusal that did not last.
  StoreException passing(S3Call call, Detail refusal) {
    return exception(call, new StoreFailure.Transient(refusal, false), null);
  }

  /// How far the store's clock is ahead of ours, by what it answered.
  @Nullable Duration ahead(AnswerHead head) {
    Instant date = HttpDate.parse(head.value(DATE));
    return date == null ? null : Duration.between(clock.instant(), date);
  }

  /// The answer reports success, and an error in its body.
  StoreException ofError(S3Call call, AnswerHead head, XmlElement document) {
    ErrorText error = ErrorText.of(head, document);
    // An error that comes so late is a fault of the store's own unless its code says otherwise.
    Detail detail = new Detail(error.status(), error.code(), error.message(), error.requestId());
    Kind kind = ErrorCodes.kindOf(error.code(), 500);
    return exception(call, ErrorCodes.failure(kind, detail, call.manner().writes, null), null);
  }

  /// The answer reports success and makes no sense.
  StoreException ofNonsense(S3Call call, AnswerHead head, String what) {
    Detail detail = new Detail(head.status(), "SenselessAnswer", what, ErrorText.requestId(head));
    return exception(call, new StoreFailure.Corrupted(detail, true), null);
  }

  /// The answer reports success, but its body is not the document that it should be.
  StoreException ofDocument(S3Call call, AnswerHead head, Bytes body, XmlException why) {
    String text = body.start(64).strip();
    boolean markup = text.startsWith("<") && !isPage(text);
    String what = markup || body.length() == 0 ? why.getMessage() : ErrorText.describe(body);
    return ofNonsense(call, head, what == null ? "no XML" : what);
  }

  private static boolean isPage(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith("<!doctype html") || lower.startsWith("<html");
  }

  /// An answer that should be empty may say more, but neither an error nor a page.
  void refuseErrorIn(S3Call call, AnswerHead head, Bytes body) {
    String start = body.start(200).strip();
    if (isPage(start)) {
      throw ofNonsense(call, head, ErrorText.describe(body));
    }
    if (start.startsWith("<")) {
      try {
        XmlElement document = XmlElement.read(body.array(), body.length());
        if (document.name().equals("Error")) {
          throw ofError(call, head, document);
        }
      } catch (XmlException e) {
        throw ofDocument(call, head, body, e);
      }
    }
  }

  /// There is no answer, or only a piece of one.
  StoreException ofNoAnswer(S3Call call, IOException cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    if (!(cause instanceof WireException wire)) {
      return transientFailure(call, "NoAnswer", message, call.manner().writes, cause);
    }
    return switch (wire.stage()) {
      case UNREACHABLE -> unreachable(call, message, false, cause);
      case UNTRUSTED -> unreachable(call, message, true, cause);
      case NOT_CONNECTED -> transientFailure(call, "NotConnected", message, false, cause);
      case NOT_ANSWERED -> transientFailure(call, "NoAnswer", message, call.manner().writes, cause);
      case CUT_OFF -> transientFailure(call, "AnswerCutOff", message, call.manner().writes, cause);
      case MALFORMED ->
          exception(
              call, new StoreFailure.Corrupted(new Detail(0, "NotHttp", message, ""), true), cause);
      case BODY_FAILED ->
          transientFailure(
              call,
              "BodyCutOff",
              "What was to be sent could not be read: " + message,
              false,
              cause);
    };
  }

  private StoreException unreachable(
      S3Call call, String message, boolean lasting, IOException cause) {
    Detail detail = new Detail(0, "Unreachable", message, "");
    return exception(call, new StoreFailure.Unreachable(detail, lasting), cause);
  }

  private StoreException transientFailure(
      S3Call call, String code, String message, boolean outcomeUnknown, IOException cause) {
    return exception(
        call, new StoreFailure.Transient(new Detail(0, code, message, ""), outcomeUnknown), cause);
  }

  /// What can't be asked for in this way; nothing was sent.
  StoreException refused(S3Call call, String code, String message) {
    return exception(call, new StoreFailure.Refused(new Detail(0, code, message, "")), null);
  }

  StoreException unsupported(S3Call call, String code, String message) {
    return exception(call, new StoreFailure.Unsupported(new Detail(0, code, message, "")), null);
  }

  /// There are no credentials to sign with.
  ///
  /// @param before whether there were some before: then there may be again
  StoreException noCredentials(S3Call call, boolean before, RuntimeException cause) {
    String message = cause.getMessage() == null ? "" : cause.getMessage();
    Detail detail = new Detail(0, "NoCredentials", message, "");
    StoreFailure failure =
        before ? new StoreFailure.Transient(detail, false) : new StoreFailure.Denied(detail);
    return exception(call, failure, cause);
  }

  private StoreException exception(S3Call call, StoreFailure failure, @Nullable Throwable cause) {
    return new StoreException(failure, call.name(), call.where(store), cause);
  }
}
