package dev.lockstep.sandbox.signature;

import dev.lockstep.sandbox.http.HttpRequest;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Finds out who sent a request, and refuses those whose signature is wrong.
public final class Authenticator {
  private static final Duration SKEW = Duration.ofMinutes(15);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

  private final InstantSource clock;
  private final UnsignedPayload unsigned;
  private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();
  private final SigningKeys signingKeys = new SigningKeys();

  public Authenticator(List<AccessKey> keys, InstantSource clock) {
    this(keys, clock, UnsignedPayload.TAKEN);
  }

  public Authenticator(List<AccessKey> keys, InstantSource clock, UnsignedPayload unsigned) {
    this.clock = clock;
    this.unsigned = unsigned;
    keys.forEach(key -> this.keys.put(key.id(), key));
  }

  /// @throws Refusal when the request says who sent it, and that is not so
  public Signed authenticate(HttpRequest request) {
    Claim claim = Claim.of(request);
    if (claim == null) {
      return Signed.ANONYMOUS;
    }
    AccessKey access = keys.get(claim.scope().accessKey());
    if (access == null) {
      throw new Refusal(ErrorCode.INVALID_ACCESS_KEY)
          .with("AWSAccessKeyId", claim.scope().accessKey());
    }
    checkTime(claim);
    checkCover(request, claim);
    byte[] key = signingKeys.key(claim.scope(), access.secret());
    if (!matches(key, claim, CanonicalRequest.asSent(request, claim))
        && !matches(key, claim, CanonicalRequest.normalised(request, claim))) {
      throw new Refusal(ErrorCode.SIGNATURE_DOES_NOT_MATCH)
          .with("AWSAccessKeyId", access.id())
          .with("StringToSign", toSign(claim, CanonicalRequest.asSent(request, claim)))
          .with("SignatureProvided", claim.signature())
          .with("CanonicalRequest", CanonicalRequest.asSent(request, claim));
    }
    checkPayload(request, claim);
    ChunkSigner chunks = new ChunkSigner(key, claim.date(), claim.scope(), claim.signature());
    return new Signed(access.account(), claim.payloadHash(), chunks);
  }

  private void checkPayload(HttpRequest request, Claim claim) {
    if (unsigned == UnsignedPayload.REFUSED
        && claim.payloadHash().equals(Claim.UNSIGNED)
        && request.body().length() != 0) {
      throw new Refusal(ErrorCode.CONTENT_SHA256_MISMATCH);
    }
  }

  private static boolean matches(byte[] key, Claim claim, String canonical) {
    String expected = Sha256.hex(Sha256.hmac(key, toSign(claim, canonical)));
    return Sha256.same(expected, claim.signature());
  }

  private static String toSign(Claim claim, String canonical) {
    return String.join(
        "\n", Claim.ALGORITHM, claim.date(), claim.scope().toString(), Sha256.hexOf(canonical));
  }

  private void checkTime(Claim claim) {
    Instant signed = time(claim);
    Instant now = clock.instant();
    boolean early = signed.isAfter(now.plus(SKEW));
    if (claim.presigned()) {
      if (early) {
        throw new Refusal(ErrorCode.REQUEST_EXPIRED, "Request is not yet valid");
      }
      Instant end = signed.plusSeconds(claim.expires());
      if (now.isAfter(end)) {
        throw new Refusal(ErrorCode.REQUEST_EXPIRED)
            .with("Expires", end.toString())
            .with("ServerTime", now.toString());
      }
    } else if (early || signed.isBefore(now.minus(SKEW))) {
      throw new Refusal(ErrorCode.REQUEST_TIME_TOO_SKEWED)
          .with("RequestTime", claim.date())
          .with("ServerTime", now.toString())
          .with("MaxAllowedSkewMilliseconds", Long.toString(SKEW.toMillis()));
    }
  }

  private static Instant time(Claim claim) {
    try {
      Instant time = LocalDateTime.parse(claim.date(), TIME).toInstant(ZoneOffset.UTC);
      if (claim.date().startsWith(claim.scope().date())) {
        return time;
      }
    } catch (DateTimeException e) {
      // Refused below, as a date that contradicts the scope is.
    }
    throw new Refusal(
        ErrorCode.ACCESS_DENIED, "AWS authentication requires a valid Date or x-amz-date header");
  }

  /// What changes the meaning of a request has to be signed.
  private static void checkCover(HttpRequest request, Claim claim) {
    if (!claim.signedHeaders().contains("host")) {
      throw new Refusal(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }
    request
        .headers()
        .forEach((name, _) -> {
          if (name.startsWith("x-amz-")
              && !claim.signedHeaders().contains(name)
              && !(claim.presigned() && name.equals("x-amz-content-sha256"))) {
            throw new Refusal(
                    ErrorCode.ACCESS_DENIED,
                    "There were headers present in the request which were not signed")
                .with("HeadersNotSigned", name);
          }
        });
  }
}
