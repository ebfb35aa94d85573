package dev.lockstep.s3.wire;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a server listens, and whether it speaks TLS there.
///
/// @param host a name or address, IPv6 without brackets
public record Origin(boolean tls, String host, int port) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  public Origin {
    host = host.toLowerCase(Locale.ROOT);
    if (host.isEmpty() || port < 1 || port > 0xffff) {
      throw new IllegalArgumentException("'" + host + "' and port " + port + " are no address");
    }
    if (host.chars().anyMatch(c -> c <= ' ' || c >= 127 || c == '/' || c == '@')) {
      throw new IllegalArgumentException("'" + host + "' is no host");
    }
  }

  /// The origin of an `http` or `https` URL, whatever its path.
  public static Origin of(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    String host = url.getHost();
    if (host == null || !scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("'" + url + "' is no http or https URL");
    }
    boolean tls = scheme.equals("https");
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return new Origin(tls, bare, url.getPort() == -1 ? (tls ? HTTPS : HTTP) : url.getPort());
  }

  /// The same server under another name: `bucket.host` for `host`.
  public Origin withHost(String otherHost) {
    return new Origin(tls, otherHost, port);
  }

  /// As the header `Host` wants it: without the scheme's own port.
  public String authority() {
    return port == (tls ? HTTPS : HTTP) ? bracketed() : hostAndPort();
  }

  /// As CONNECT wants it: always with the port.
  String hostAndPort() {
    return bracketed() + ':' + port;
  }

  private String bracketed() {
    return host.indexOf(':') < 0 ? host : '[' + host + ']';
  }

  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + authority();
  }

  /// As the compiler would write it, which would link it anew at every start; likewise the hash.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Origin origin
        && tls == origin.tls
        && port == origin.port
        && host.equals(origin.host);
  }

  @Override
  public int hashCode() {
    return host.hashCode() + port;
  }
}
