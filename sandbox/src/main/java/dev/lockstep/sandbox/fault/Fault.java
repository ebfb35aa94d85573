package dev.lockstep.sandbox.fault;

import static dev.lockstep.telemetry.RequestKind.COPY;
import static dev.lockstep.telemetry.RequestKind.DELETE;
import static dev.lockstep.telemetry.RequestKind.GET;
import static dev.lockstep.telemetry.RequestKind.HEAD;
import static dev.lockstep.telemetry.RequestKind.LEGAL_HOLD_GET;
import static dev.lockstep.telemetry.RequestKind.LIST;
import static dev.lockstep.telemetry.RequestKind.MULTIPART_COMPLETE;
import static dev.lockstep.telemetry.RequestKind.MULTIPART_COPY;
import static dev.lockstep.telemetry.RequestKind.MULTIPART_CREATE;
import static dev.lockstep.telemetry.RequestKind.MULTIPART_PART;
import static dev.lockstep.telemetry.RequestKind.PUT;
import static dev.lockstep.telemetry.RequestKind.RETENTION_GET;
import static dev.lockstep.telemetry.RequestKind.TAGS_GET;

import dev.lockstep.telemetry.RequestKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What can go wrong with one request.
public sealed interface Fault {
  String name();

  /// What the store does, in words.
  String words();

  /// Whether a request of this kind can be hit.
  boolean touches(RequestKind kind);

  /// Whether a [FaultyStore] can show it: the others are seen, or healed, by a client that is
  /// right.
  boolean showsAtThePort();

  /// Every fault there is.
  static List<Fault> all() {
    return Stream.<Fault[]>of(Status.values(), Breakage.values(), Paging.values(), Lie.values())
        .flatMap(Stream::of)
        .toList();
  }

  /// The answer says that the request was not done.
  enum Status implements Fault {
    SLOW_DOWN(503, "SlowDown", "asks to slow down"),
    TOO_MANY_REQUESTS(429, "TooManyRequests", "asks to slow down, by 429"),
    INTERNAL_ERROR(500, "InternalError", "has an error of its own"),
    BARE_UNAVAILABLE(503, "ServiceUnavailable", "says 503 and no more"),
    ACCESS_DENIED(403, "AccessDenied", "denies access"),
    EXPIRED_TOKEN(403, "ExpiredToken", "says that the credentials have expired"),
    CLOCK_SKEWED(403, "RequestTimeTooSkewed", "has a clock that is an hour ahead"),
    REQUEST_TIMEOUT(400, "RequestTimeout", "says that the request took too long"),
    CONFLICT(409, "OperationAborted", "says that another operation is going on"),
    PRECONDITION_FAILED(412, "PreconditionFailed", "says that a condition does not hold");

    private final int status;
    private final String code;
    private final String words;

    Status(int status, String code, String words) {
      this.status = status;
      this.code = code;
      this.words = words;
    }

    int status() {
      return status;
    }

    String code() {
      return code;
    }

    @Override
    public String words() {
      return words;
    }

    @Override
    public boolean touches(RequestKind kind) {
      return true;
    }

    @Override
    public boolean showsAtThePort() {
      return true;
    }
  }

  /// The connection breaks, or is not what its head says.
  enum Breakage implements Fault {
    REFUSED("is gone, and nothing listens any more"),
    CLOSED_AFTER_HEAD("closes as soon as it has read the head"),
    STALLED("never says a byte"),
    RESET_BEFORE_ANSWER("does it, and resets the connection"),
    HEAD_CUT("does it, and closes within the head of its answer"),
    BODY_CUT("does it, and closes within the body"),
    CHUNKED_CUT("does it, and closes before the last chunk"),
    BODY_STALLED("does it, stops within the body and stays"),
    BODY_TOO_LONG("says more than its Content-Length"),
    CLOSED_IDLE("closes each connection behind its answer");

    private final String words;

    Breakage(String words) {
      this.words = words;
    }

    /// Whether the request is done before the connection breaks.
    boolean afterwards() {
      return switch (this) {
        case REFUSED, CLOSED_AFTER_HEAD, STALLED -> false;
        case RESET_BEFORE_ANSWER,
            HEAD_CUT,
            BODY_CUT,
            CHUNKED_CUT,
            BODY_STALLED,
            BODY_TOO_LONG,
            CLOSED_IDLE ->
            true;
      };
    }

    /// Whether it is the body of the answer that breaks.
    boolean ofBody() {
      return switch (this) {
        case BODY_CUT, CHUNKED_CUT, BODY_STALLED, BODY_TOO_LONG -> true;
        case REFUSED, CLOSED_AFTER_HEAD, STALLED, RESET_BEFORE_ANSWER, HEAD_CUT, CLOSED_IDLE ->
            false;
      };
    }

    @Override
    public String words() {
      return words;
    }

    @Override
    public boolean touches(RequestKind kind) {
      return !ofBody() || kind == GET || Kinds.DOCUMENTS.contains(kind);
    }

    @Override
    public boolean showsAtThePort() {
      return this != BODY_TOO_LONG && this != CLOSED_IDLE;
    }
  }

  /// The pages of a listing contradict one another, or the truth.
  enum Paging implements Fault {
    ENDS_EARLY("calls a page in the middle the last"),
    TRUNCATION_UNTOLD("leaves `IsTruncated` out"),
    NO_TOKEN("says that the listing goes on and gives no token"),
    TOKEN_REPEATED("gives the same token for ever"),
    TOKENS_IN_A_CIRCLE("gives two tokens in turn, for ever"),
    PAGES_OUT_OF_ORDER("gives a later page first"),
    PAGES_OVERLAP("repeats a row on the next page"),
    FOREIGN_KEY("lists a key without the prefix"),
    HOSTILE_KEYS("lists `../../etc/passwd` and escapes that a terminal would obey"),
    GHOST_KEY("lists an object that isn't there"),
    OTHER_SIZES("lists other sizes than the objects have"),
    EMPTY_PAGE("puts an empty page between two");

    private final String words;

    Paging(String words) {
      this.words = words;
    }

    @Override
    public String words() {
      return words;
    }

    @Override
    public boolean touches(RequestKind kind) {
      return kind == LIST;
    }

    @Override
    public boolean showsAtThePort() {
      return this != TRUNCATION_UNTOLD && this != NO_TOKEN;
    }
  }

  /// The answer says that all is well, and says something wrong.
  enum Lie implements Fault {
    ERROR_IN_SUCCESS("says 200, and in the body that it failed"),
    ERROR_OF_A_KEY("deletes nothing, and tells it of single keys"),
    BLANKS_FIRST("sends blanks before its document"),
    OTHER_ETAG("answers a write with another ETag"),
    BIT_FLIPPED_IN_READ("flips a bit of what is read"),
    BIT_FLIPPED_IN_WRITE("flips a bit of what is written"),
    XML_BOMB("sends entities of entities of entities"),
    BROKEN_XML("sends half a document as a whole one"),
    WEB_PAGE("is a captive proxy: 200 and a page of its own"),
    REDIRECT_TO_ITSELF("redirects to itself"),
    REDIRECT_IN_A_CIRCLE("redirects there and back"),
    REDIRECT_ELSEWHERE("redirects to a stranger"),
    NO_ETAG("tells no ETag"),
    NO_LENGTH("tells no Content-Length"),
    WHOLE_FOR_RANGE("answers 200 and everything where a range was asked for"),
    OTHER_RANGE("answers with another range");

    private final String words;

    Lie(String words) {
      this.words = words;
    }

    @Override
    public String words() {
      return words;
    }

    @Override
    public boolean touches(RequestKind kind) {
      return switch (this) {
        case ERROR_IN_SUCCESS, BLANKS_FIRST -> Kinds.WORKED_ON.contains(kind);
        case ERROR_OF_A_KEY -> kind == DELETE;
        case OTHER_ETAG -> Kinds.WRITES.contains(kind);
        case BIT_FLIPPED_IN_READ, WHOLE_FOR_RANGE, OTHER_RANGE -> kind == GET;
        case BIT_FLIPPED_IN_WRITE -> kind == PUT || kind == MULTIPART_PART;
        case XML_BOMB, BROKEN_XML -> Kinds.DOCUMENTS.contains(kind);
        case WEB_PAGE, REDIRECT_TO_ITSELF, REDIRECT_IN_A_CIRCLE, REDIRECT_ELSEWHERE -> true;
        case NO_ETAG -> kind == HEAD || kind == GET || Kinds.WRITES.contains(kind);
        case NO_LENGTH -> kind == HEAD || kind == GET;
      };
    }

    @Override
    public boolean showsAtThePort() {
      return switch (this) {
        case ERROR_OF_A_KEY,
            OTHER_ETAG,
            BIT_FLIPPED_IN_READ,
            BIT_FLIPPED_IN_WRITE,
            NO_ETAG,
            OTHER_RANGE ->
            true;
        case ERROR_IN_SUCCESS,
            BLANKS_FIRST,
            XML_BOMB,
            BROKEN_XML,
            WEB_PAGE,
            REDIRECT_TO_ITSELF,
            REDIRECT_IN_A_CIRCLE,
            REDIRECT_ELSEWHERE,
            NO_LENGTH,
            WHOLE_FOR_RANGE ->
            false;
      };
    }
  }

  /// Kinds of requests that have something in common.
  final class Kinds {
    /// For which a server may have to work long, so that it begins to answer before it knows.
    static final Set<RequestKind> WORKED_ON =
        Set.of(COPY, DELETE, MULTIPART_COPY, MULTIPART_COMPLETE);

    /// Answered with a document.
    static final Set<RequestKind> DOCUMENTS =
        Set.of(
            LIST,
            COPY,
            DELETE,
            MULTIPART_CREATE,
            MULTIPART_COPY,
            MULTIPART_COMPLETE,
            TAGS_GET,
            RETENTION_GET,
            LEGAL_HOLD_GET);

    static final Set<RequestKind> WRITES =
        Set.of(PUT, COPY, MULTIPART_PART, MULTIPART_COPY, MULTIPART_COMPLETE);

    private Kinds() {}
  }
}
