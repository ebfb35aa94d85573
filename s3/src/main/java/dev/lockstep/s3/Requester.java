package dev.lockstep.s3;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.object.Checksum;
import dev.lockstep.s3.sign.AwsCredentials;
import dev.lockstep.s3.sign.NoCredentialsException;
import dev.lockstep.s3.sign.PercentEncoding;
import dev.lockstep.s3.sign.RequestLine;
import dev.lockstep.s3.sign.SignedChunks;
import dev.lockstep.s3.sign.Signer;
import dev.lockstep.s3.sign.TrailingChecksum;
import dev.lockstep.s3.sign.UnsignedChunks;
import dev.lockstep.s3.wire.AnswerBody.Bytes;
import dev.lockstep.s3.wire.BodyChunks;
import dev.lockstep.s3.wire.Connections;
import dev.lockstep.s3.wire.Exchange;
import dev.lockstep.s3.wire.Origin;
import dev.lockstep.s3.wire.WireException;
import dev.lockstep.s3.wire.WireRequest;
import dev.lockstep.s3.wire.WireText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Sends requests and judges their answers by status.
///
/// It does not retry. It does send again, at most three times, where the store has said how the
/// request should have been: signed for another region, by another clock, with the body's hash. A
/// streamed body that is used up can't be sent again: then what the store said is remembered, and
/// the failure is one that whoever has the body's source may try again.
final class Requester implements AutoCloseable {
  private static final int MOST_CORRECTIONS = 3;
  private static final int MOST_ERROR_BYTES = 1 << 20;
  private static final Duration LEAST_SKEW = Duration.ofSeconds(1);

  /// From where on a clock that is off may be why a HEAD was refused: S3 allows 15 minutes.
  private static final Duration REFUSED_SKEW = Duration.ofMinutes(5);

  private static final long EXPECT_FROM = 1 << 20;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final String USER_AGENT = "user-agent: lockstep\r\n";

  private final S3Settings settings;
  private final InstantSource clock;
  private final Connections connections;
  private final Routes routes;
  private final Failures failures;
  private final ConcurrentLinkedQueue<Signer> signers = new ConcurrentLinkedQueue<>();

  /// How far the store's clock is ahead of ours. Written under the lock.
  private volatile long aheadMillis;

  /// Whether the store wants the hash of every body.
  private volatile boolean hashing;

  private volatile boolean hadCredentials;

  Requester(S3Settings settings, Connections connections, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.connections = connections;
    routes = new Routes(settings);
    failures = new Failures(settings.name(), clock);
  }

  Routes routes() {
    return routes;
  }

  Failures failures() {
    return failures;
  }

  /// Sends a request, and again where it has to be corrected.
  ///
  /// @throws StoreException unless the status reports success
  Answer send(S3Call call) {
    if (call.problem() != null) {
      throw failures.refused(call, "ImpossibleRequest", call.problem());
    }
    Route route = routes.of(call.bucket());
    for (int corrections = 0; ; corrections++) {
      AwsCredentials credentials = credentials(call);
      Signing signing = new Signing(route, credentials, hashing || call.hashed());
      Exchange exchange = exchange(call, signing);
      int status = exchange.head().status();
      if (status >= 200 && status < 300) {
        return new Answer(call, exchange, failures);
      }
      try (exchange) {
        ErrorText error = ErrorText.of(exchange.head(), errorBody(call, exchange));
        boolean again = corrections < MOST_CORRECTIONS && corrected(call, signing, exchange, error);
        if (again && call.body() instanceof ObjectBody.Streamed && !exchange.bodyUnsent()) {
          throw failures.ofUsedBody(call, error);
        }
        if (!again) {
          if (call.trailer() != null && asksForHash(error)) {
            throw failures.unsupported(call, error.code(), "It takes no checksum behind a body");
          }
          StoreException failure = failures.ofAnswer(call, exchange.head(), error);
          if (failure.failure() instanceof StoreFailure.Expired) {
            settings.credentials().expired(credentials);
          }
          throw failure;
        }
      }
      route = routes.of(call.bucket());
    }
  }

  private AwsCredentials credentials(S3Call call) {
    try {
      AwsCredentials credentials = settings.credentials().current();
      if (!hadCredentials) {
        hadCredentials = true;
      }
      return credentials;
    } catch (NoCredentialsException e) {
      throw failures.noCredentials(call, hadCredentials, e);
    }
  }

  private Bytes errorBody(S3Call call, Exchange exchange) {
    try {
      return exchange.body().readAll(new byte[0], MOST_ERROR_BYTES);
    } catch (IOException e) {
      throw failures.ofNoAnswer(call, e);
    }
  }

  // Corrections ----------------------------------------------------------------------------------

  private boolean corrected(S3Call call, Signing signing, Exchange exchange, ErrorText error) {
    return movedRegion(call, signing.route(), error)
        || call.isHead() && error.status() == 400 && askedRegion(call, signing.route())
        || error.code().equals("RequestTimeTooSkewed") && setClock(exchange, LEAST_SKEW)
        || call.isHead() && error.status() == 403 && setClock(exchange, REFUSED_SKEW)
        || !signing.hashed() && call.trailer() == null && wantsHash(error);
  }

  private boolean movedRegion(S3Call call, Route route, ErrorText error) {
    boolean misplaced =
        error.status() == 301
            || error.status() == 307
            || error.code().equals("AuthorizationHeaderMalformed")
            || error.status() == 400 && call.isHead();
    String region =
        error.region().isEmpty() && routes.isAmazon()
            ? AmazonHosts.regionOf(error.endpoint())
            : error.region();
    if (!misplaced || region.equals(route.region()) || !AmazonHosts.isRegion(region)) {
      return false;
    }
    routes.moved(call.bucket(), region);
    return true;
  }

  /// A HEAD's answer has no body to say what was wrong with it; a GET's has.
  private boolean askedRegion(S3Call call, Route route) {
    S3Call question =
        S3Call.of("GetBucketLocation", "GET", call.bucket(), Manner.READ)
            .query(Query.of("location", "").text());
    try (Answer answer = send(question)) {
      answer.bytes(new byte[0]);
    } catch (StoreException _) {
      // What the store says to the HEAD itself is told.
    }
    return !routes.of(call.bucket()).region().equals(route.region());
  }

  private synchronized boolean setClock(Exchange exchange, Duration least) {
    Duration ahead = failures.ahead(exchange.head());
    if (ahead == null || Math.abs(ahead.toMillis() - aheadMillis) < least.toMillis()) {
      return false;
    }
    aheadMillis = ahead.toMillis();
    settings
        .notices()
        .accept(
            "the clock of %s is %d seconds %s this machine's; requests are signed by its time"
                .formatted(
                    settings.name(),
                    ahead.abs().toSeconds(),
                    ahead.isNegative() ? "behind" : "ahead of"));
    return true;
  }

  private boolean wantsHash(ErrorText error) {
    boolean wants = asksForHash(error);
    hashing |= wants;
    return wants;
  }

  /// Said of a body with a trailer, it tells nothing about others: some stores know hashes alone.
  private static boolean asksForHash(ErrorText error) {
    return switch (error.code()) {
      case "XAmzContentSHA256Mismatch",
          "ContentSHA256Mismatch",
          "MissingContentSHA256",
          "UnsignedPayloadNotAllowed" ->
          true;
      default ->
          error.status() >= 400
              && error.status() < 500
              && error.message().contains("UNSIGNED-PAYLOAD");
    };
  }

  // One request ----------------------------------------------------------------------------------

  /// How one request is signed.
  ///
  /// @param hashed whether with its body
  private record Signing(Route route, AwsCredentials credentials, boolean hashed) {}

  private Exchange exchange(S3Call call, Signing signing) {
    Signer signer = signers.poll();
    if (signer == null) {
      signer = new Signer();
    }
    try {
      return connections.exchange(signing.route().origin(), request(call, signing, signer));
    } catch (WireException e) {
      throw failures.ofNoAnswer(call, e);
    } finally {
      signers.add(signer);
    }
  }

  private WireRequest request(S3Call call, Signing signing, Signer signer) {
    Route route = signing.route();
    boolean wholeUrl = connections.wantsWholeUrl(route.origin());
    RequestLine line =
        new RequestLine(
            call.method(), route.authority(), path(call, route), call.query(), wholeUrl);
    long time = clock.millis() + aheadMillis;
    String payload = signing.hashed() ? payload(call, signer) : unsigned(call);
    if (call.hashed() && call.body() instanceof ObjectBody.Buffered body) {
      call.header("content-md5", Signer.md5Of(body.bytes()));
    }
    WireText head =
        signer.sign(line, call.headers(), payload, signing.credentials(), route.region(), time);
    BodyChunks chunks = chunks(call, signer.chunks());
    long length = call.body().length();
    boolean expects = expects(call, route.origin());
    finish(
        head, call, route.origin(), chunks == null ? length : chunks.wireLength(length), expects);
    return new WireRequest(
        head.buffer(),
        call.body(),
        !call.isHead(),
        call.manner().repeatable,
        call.manner().slow,
        expects,
        chunks);
  }

  private static String path(S3Call call, Route route) {
    byte[] key = call.key().toBytes();
    WireText path = new WireText(key.length + route.pathStart().length() + 16);
    path.put(route.pathStart());
    if (!call.key().isEmpty() || route.pathStart().isEmpty()) {
      path.put('/');
    }
    PercentEncoding.putPath(path, key);
    return path.toString();
  }

  private static String payload(S3Call call, Signer signer) {
    return switch (call.body()) {
      case ObjectBody.Buffered body -> signer.hashOf(body.bytes());
      case ObjectBody.Streamed body when body.length() == 0 -> signer.hashOf(NOTHING);
      case ObjectBody.Streamed _ -> {
        call.inChunks();
        yield call.trailer() == null ? SignedChunks.PAYLOAD : SignedChunks.TRAILER_PAYLOAD;
      }
    };
  }

  private static String unsigned(S3Call call) {
    if (call.trailer() == null) {
      return Signer.UNSIGNED_PAYLOAD;
    }
    call.inChunks();
    return UnsignedChunks.PAYLOAD;
  }

  private static @Nullable BodyChunks chunks(S3Call call, @Nullable SignedChunks signed) {
    Checksum.Algorithm trailer = call.trailer();
    if (trailer == null) {
      return signed;
    }
    TrailingChecksum checksum = new TrailingChecksum(trailer);
    return signed == null ? new UnsignedChunks(checksum) : signed.with(checksum);
  }

  private boolean expects(S3Call call, Origin origin) {
    return call.body() instanceof ObjectBody.Streamed body
        && body.length() >= EXPECT_FROM
        && connections.answersContinue(origin);
  }

  private void finish(WireText head, S3Call call, Origin origin, long length, boolean expects) {
    head.put(USER_AGENT);
    if (call.method().equals("PUT") || call.method().equals("POST")) {
      head.put("content-length: ").put(Long.toString(length)).endLine();
    }
    if (expects) {
      head.put("expect: 100-continue").endLine();
    }
    String proxyAuthorization = connections.proxyAuthorization(origin);
    if (proxyAuthorization != null) {
      head.put("proxy-authorization: ").put(proxyAuthorization).endLine();
    }
    head.endLine();
  }

  @Override
  public void close() {
    connections.close();
  }
}
