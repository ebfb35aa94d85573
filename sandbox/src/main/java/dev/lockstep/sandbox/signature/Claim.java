package dev.lockstep.sandbox.signature;

import dev.lockstep.sandbox.http.HttpRequest;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a request says of its own signature, in a header or in its query.
///
/// @param date as it is signed: `20261123T160000Z`
/// @param expires seconds for which a presigned request is good; -1 for one that isn't presigned
record Claim(
    CredentialScope scope,
    String date,
    List<String> signedHeaders,
    String signature,
    String payloadHash,
    long expires) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private static final long LONGEST = 7 * 24 * 3600;

  /// The claim of a request; null when it has none.
  static @Nullable Claim of(HttpRequest request) {
    String header = request.headers().first("authorization");
    if (header != null) {
      return ofHeader(request, header);
    }
    Map<String, String> query = CanonicalRequest.decoded(request.query());
    if (query.containsKey("X-Amz-Algorithm")) {
      return ofQuery(query);
    }
    if (query.containsKey("AWSAccessKeyId")) {
      throw unsupported();
    }
    return null;
  }

  private static Refusal unsupported() {
    return new Refusal(
        ErrorCode.INVALID_REQUEST,
        "The authorization mechanism you have provided is not supported. Please use "
            + ALGORITHM
            + ".");
  }

  private static Claim ofHeader(HttpRequest request, String header) {
    if (!header.startsWith(ALGORITHM)) {
      throw unsupported();
    }
    Map<String, String> fields = new HashMap<>();
    for (String field : header.substring(ALGORITHM.length()).split(",", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals).strip(), field.substring(equals + 1).strip());
      }
    }
    ErrorCode malformed = ErrorCode.AUTHORIZATION_HEADER_MALFORMED;
    String payload = request.headers().first("x-amz-content-sha256");
    if (payload == null) {
      throw new Refusal(
          ErrorCode.INVALID_REQUEST,
          "Missing required header for this request: x-amz-content-sha256");
    }
    String date = request.headers().first("x-amz-date");
    if (date == null) {
      throw new Refusal(
          ErrorCode.ACCESS_DENIED, "AWS authentication requires a valid Date or x-amz-date header");
    }
    return new Claim(
        CredentialScope.parse(required(fields, "Credential", malformed), malformed),
        date,
        List.of(required(fields, "SignedHeaders", malformed).split(";", -1)),
        required(fields, "Signature", malformed),
        payload,
        -1);
  }

  private static Claim ofQuery(Map<String, String> query) {
    ErrorCode malformed = ErrorCode.AUTHORIZATION_QUERY_MALFORMED;
    if (!required(query, "X-Amz-Algorithm", malformed).equals(ALGORITHM)) {
      throw new Refusal(malformed, "X-Amz-Algorithm only supports \"" + ALGORITHM + "\"");
    }
    return new Claim(
        CredentialScope.parse(required(query, "X-Amz-Credential", malformed), malformed),
        required(query, "X-Amz-Date", malformed),
        List.of(required(query, "X-Amz-SignedHeaders", malformed).split(";", -1)),
        required(query, "X-Amz-Signature", malformed),
        query.getOrDefault("X-Amz-Content-Sha256", UNSIGNED),
        expires(required(query, "X-Amz-Expires", malformed)));
  }

  private static long expires(String seconds) {
    try {
      long expires = Long.parseLong(seconds);
      if (expires >= 0 && expires <= LONGEST) {
        return expires;
      }
    } catch (NumberFormatException e) {
      // Refused below, as a number out of bounds is.
    }
    throw new Refusal(
        ErrorCode.AUTHORIZATION_QUERY_MALFORMED,
        "X-Amz-Expires must be a number between 0 and " + LONGEST);
  }

  private static String required(Map<String, String> fields, String name, ErrorCode malformed) {
    String value = fields.get(name);
    if (value == null || value.isEmpty()) {
      throw new Refusal(malformed, "The authorization is missing " + name + ".");
    }
    return value;
  }

  boolean presigned() {
    return expires >= 0;
  }
}
