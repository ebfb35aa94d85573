package dev.lockstep.s3.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The proxies that the environment names: `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, of which the
/// names in lower case win.
public final class Proxies {
  public static final Proxies NONE = new Proxies(null, null, List.of());

  private final @Nullable Proxy forHttp;
  private final @Nullable Proxy forHttps;
  private final List<String> exceptions;

  private Proxies(@Nullable Proxy forHttp, @Nullable Proxy forHttps, List<String> exceptions) {
    this.forHttp = forHttp;
    this.forHttps = forHttps;
    this.exceptions = exceptions;
  }

  /// A proxy, and what it wants to be told of who we are.
  ///
  /// @param variable what names it
  record Proxy(String variable, Origin origin, @Nullable String authorization) {
    /// Without the password.
    @Override
    public String toString() {
      return "the proxy " + origin.hostAndPort() + " of " + variable;
    }
  }

  /// @throws IllegalArgumentException when one of them can't be used; the message tells no password
  public static Proxies ofEnvironment(Map<String, String> environment) {
    List<String> exceptions = new ArrayList<>();
    for (String word : value(environment, named(environment, "no_proxy")).split("[,\\s]+", -1)) {
      if (!word.isEmpty()) {
        exceptions.add(word.toLowerCase(Locale.ROOT));
      }
    }
    return new Proxies(
        proxy(environment, "http_proxy"), proxy(environment, "https_proxy"), exceptions);
  }

  private static String named(Map<String, String> environment, String name) {
    return environment.containsKey(name) ? name : name.toUpperCase(Locale.ROOT);
  }

  private static String value(Map<String, String> environment, String variable) {
    return environment.getOrDefault(variable, "").strip();
  }

  private static @Nullable Proxy proxy(Map<String, String> environment, String name) {
    String variable = named(environment, name);
    String value = value(environment, variable);
    if (value.isEmpty()) {
      return null;
    }
    URI url;
    Origin origin;
    try {
      url = URI.create(value.contains("://") ? value : "http://" + value);
      origin = Origin.of(url);
    } catch (IllegalArgumentException _) {
      // What is wrong with it can't be told without telling the password.
      throw unusable(variable);
    }
    if (origin.tls()) {
      throw unusable(variable);
    }
    String user = url.getRawUserInfo();
    return new Proxy(variable, origin, user == null ? null : basic(user));
  }

  private static IllegalArgumentException unusable(String variable) {
    return new IllegalArgumentException(
        variable + " names no proxy that can be used: it has to be http://HOST:PORT");
  }

  private static String basic(String user) {
    byte[] decoded = URLDecoder.decode(user.replace("+", "%2B"), UTF_8).getBytes(UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(decoded);
  }

  @Nullable Proxy proxyFor(Origin origin) {
    Proxy proxy = origin.tls() ? forHttps : forHttp;
    return proxy == null || isException(origin) ? null : proxy;
  }

  private boolean isException(Origin origin) {
    for (String exception : exceptions) {
      if (exception.equals("*") || matches(exception, origin)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String exception, Origin origin) {
    if (exception.equals(origin.host()) || exception.equals(origin.hostAndPort())) {
      return true;
    }
    if (exception.indexOf('/') > 0) {
      return Ipv4Range.of(exception).contains(origin.host());
    }
    String domain = exception.startsWith("*") ? exception.substring(1) : exception;
    return origin.host().endsWith(domain.startsWith(".") ? domain : "." + domain);
  }

  /// Addresses that begin alike: `10.0.0.0/8`. Other forms hold no address.
  private record Ipv4Range(long address, int bits) {
    private static final long NONE = -1;

    static Ipv4Range of(String text) {
      String[] halves = text.split("/", 2);
      boolean sound = halves[1].matches("\\d{1,2}") && Integer.parseInt(halves[1]) <= 32;
      return new Ipv4Range(
          sound ? number(halves[0]) : NONE, sound ? Integer.parseInt(halves[1]) : 0);
    }

    boolean contains(String host) {
      long other = number(host);
      return address != NONE && other != NONE && other >> (32 - bits) == address >> (32 - bits);
    }

    private static long number(String host) {
      if (!host.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
        return NONE;
      }
      long number = 0;
      for (String part : host.split("\\.", -1)) {
        number = number << 8 | Integer.parseInt(part) & 0xff;
      }
      return number;
    }
  }
}
