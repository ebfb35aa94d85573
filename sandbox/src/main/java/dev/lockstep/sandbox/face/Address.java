package dev.lockstep.sandbox.face;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.sandbox.http.HttpRequest;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a request's host and path name: in path style, or with the bucket before `.localhost`.
///
/// @param key empty for the bucket itself
record Address(@Nullable BucketName bucket, ObjectKey key) {
  private static final String VIRTUAL_HOSTS = ".localhost";

  static Address of(HttpRequest request) {
    String path = request.path();
    int scheme = path.indexOf("://");
    if (scheme > 0 && !path.startsWith("/")) {
      int slash = path.indexOf('/', scheme + 3);
      path = slash < 0 ? "/" : path.substring(slash);
    }
    if (!path.startsWith("/")) {
      throw new Refusal(ErrorCode.INVALID_URI);
    }
    String host = host(request);
    if (host.endsWith(VIRTUAL_HOSTS)) {
      String bucket = host.substring(0, host.length() - VIRTUAL_HOSTS.length());
      return new Address(bucket(bucket), key(path.substring(1)));
    }
    int slash = path.indexOf('/', 1);
    if (path.length() == 1) {
      return new Address(null, ObjectKey.EMPTY);
    }
    return slash < 0
        ? new Address(bucket(Octets.decode(path.substring(1), false)), ObjectKey.EMPTY)
        : new Address(
            bucket(Octets.decode(path.substring(1, slash), false)), key(path.substring(slash + 1)));
  }

  private static String host(HttpRequest request) {
    String host = request.headers().first("host", "").toLowerCase(Locale.ROOT);
    int colon = host.lastIndexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }

  static BucketName bucket(String octets) {
    try {
      return new BucketName(octets);
    } catch (IllegalArgumentException e) {
      throw new Refusal(ErrorCode.INVALID_BUCKET_NAME).with("BucketName", Octets.text(octets));
    }
  }

  private static ObjectKey key(String raw) {
    return Octets.key(Octets.decode(raw, false));
  }

  Operation.Level level() {
    if (bucket == null) {
      return Operation.Level.SERVICE;
    }
    return key.isEmpty() ? Operation.Level.BUCKET : Operation.Level.OBJECT;
  }
}
