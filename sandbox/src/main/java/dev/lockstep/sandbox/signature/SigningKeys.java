package dev.lockstep.sandbox.signature;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The keys derived from secrets, each for a day and a region; kept, because deriving one costs
/// more than all else about a signature.
final class SigningKeys {
  private static final int MOST = 1000;

  private final Map<CredentialScope, byte[]> keys = new ConcurrentHashMap<>();

  byte[] key(CredentialScope scope, String secret) {
    byte[] known = keys.get(scope);
    if (known != null) {
      return known;
    }
    byte[] start = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    byte[] day = Sha256.hmac(start, scope.date());
    byte[] region = Sha256.hmac(day, scope.region());
    byte[] key = Sha256.hmac(Sha256.hmac(region, "s3"), "aws4_request");
    if (keys.size() >= MOST) {
      keys.clear();
    }
    keys.put(scope, key);
    return key;
  }
}
