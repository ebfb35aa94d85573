package dev.lockstep.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.ObjectBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProxiesTest {
  private static @Nullable String proxyFor(Map<String, String> environment, String url) {
    Proxies.Proxy proxy =
        Proxies.ofEnvironment(environment).proxyFor(Origin.of(java.net.URI.create(url)));
    return proxy == null ? null : proxy.origin().toString();
  }

  @Test
  void takesTheProxyOfTheScheme() {
    Map<String, String> environment =
        Map.of("HTTP_PROXY", "http://plain:3128", "HTTPS_PROXY", "secure:8080");

    assertThat(proxyFor(environment, "http://a")).isEqualTo("http://plain:3128");
    assertThat(proxyFor(environment, "https://a")).isEqualTo("http://secure:8080");
    assertThat(proxyFor(Map.of(), "https://a")).isNull();
    assertThat(proxyFor(Map.of("HTTPS_PROXY", ""), "https://a")).isNull();
  }

  @Test
  void prefersNamesInLowerCase() {
    Map<String, String> environment = Map.of("HTTP_PROXY", "upper:1", "http_proxy", "lower:2");

    assertThat(proxyFor(environment, "http://a")).isEqualTo("http://lower:2");
  }

  @Test
  void goesDirectlyWhereItIsTold() {
    Map<String, Boolean> direct = new HashMap<>();
    direct.put("http://exact.example", true);
    direct.put("http://sub.domain.example", true);
    direct.put("http://other.example", false);
    direct.put("http://notdomain.example", false);
    direct.put("http://10.1.2.3:9000", true);
    direct.put("http://11.1.2.3:9000", false);
    direct.put("http://host:81", true);
    direct.put("http://host:82", false);
    direct.put("http://[::1]:9000", true);
    direct.put("http://x.star.example", true);
    Map<String, String> environment =
        Map.of(
            "http_proxy",
            "p:1",
            "NO_PROXY",
            "exact.example, .domain.example,10.0.0.0/8 host:81 ::1,*.star.example,bad/mask");
    direct.forEach((url, expected) ->
        assertThat(proxyFor(environment, url) == null).as(url).isEqualTo(expected));
    assertThat(proxyFor(Map.of("http_proxy", "p:1", "no_proxy", "*"), "http://a")).isNull();
  }

  @Test
  void decodesUserAndPasswordOfAProxy() {
    Proxies proxies = Proxies.ofEnvironment(Map.of("http_proxy", "http://us%40er:p+w@proxy:1"));

    Proxies.Proxy proxy = Objects.requireNonNull(proxies.proxyFor(new Origin(false, "a", 80)));

    assertThat(proxy.authorization()).isEqualTo("Basic dXNAZXI6cCt3");
  }

  @Test
  void refusesWhatIsNoProxyWithoutTellingItsPassword() {
    for (String wrong :
        List.of(
            "https://u:hunter2@p:1",
            "socks5://u:hunter2@p:1",
            "http://u:hunter2 @p:1",
            "u:hunter2@",
            "http://u:hunter2@p:123456")) {
      assertThatThrownBy(() -> Proxies.ofEnvironment(Map.of("https_proxy", wrong)))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("https_proxy names no proxy that can be used: it has to be http://HOST:PORT")
          .hasNoCause();
    }
  }

  @Test
  void namesTheProxyAndItsVariableWhenItCannotBeReached() {
    String url = "http://u:hunter2@127.0.0.1:1";
    Map<String, String> environment = Map.of("HTTP_PROXY", url, "https_proxy", url);
    WireRequest request =
        new WireRequest(ByteBuffer.allocate(0), ObjectBody.EMPTY, true, true, false, false);
    try (Connections connections =
        new Connections(Proxies.ofEnvironment(environment), TlsTrust.of(null), TimeLimits.USUAL)) {
      String proxy = "No way to the proxy 127.0.0.1:1";
      assertThatThrownBy(() -> connections.exchange(new Origin(false, "a.invalid", 80), request))
          .hasMessageStartingWith(proxy + " of HTTP_PROXY: Nothing listens at")
          .hasMessageNotContaining("hunter2");
      assertThatThrownBy(() -> connections.exchange(new Origin(true, "a.invalid", 443), request))
          .hasMessageStartingWith(proxy + " of https_proxy: Nothing listens at")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void sendsRequestsOverHttpThroughTheProxy() throws IOException {
    try (ScriptedServer proxy = ScriptedServer.start(_ -> ScriptedServer.Reply.of(200, "", "via"));
        Connections connections = through(proxy)) {
      Origin origin = new Origin(false, "store.invalid", 80);
      WireRequest request =
          new WireRequest(
              ByteBuffer.wrap(
                  "GET http://store.invalid/x HTTP/1.1\r\n\r\n"
                      .getBytes(StandardCharsets.US_ASCII)),
              ObjectBody.EMPTY,
              true,
              true,
              false,
              false);
      assertThat(connections.wantsWholeUrl(origin)).isTrue();
      try (Exchange exchange = connections.exchange(origin, request)) {
        assertThat(exchange.head().status()).isEqualTo(200);
      }
      assertThat(proxy.requests().getFirst().line()).contains("store.invalid");
    }
  }

  @Test
  void asksTheProxyForATunnelForTls() throws IOException {
    try (ScriptedServer proxy = ScriptedServer.start(_ -> ScriptedServer.Reply.of(407, "", ""));
        Connections connections = through(proxy)) {
      Origin origin = new Origin(true, "store.invalid", 443);
      WireRequest request =
          new WireRequest(ByteBuffer.allocate(0), ObjectBody.EMPTY, true, true, false, false);
      assertThat(connections.wantsWholeUrl(origin)).isFalse();
      assertThatThrownBy(() -> connections.exchange(origin, request))
          .hasMessageContaining("refuses a tunnel: HTTP 407");
      assertThat(proxy.requests().getFirst().line())
          .isEqualTo("CONNECT store.invalid:443 HTTP/1.1");
      assertThat(proxy.requests().getFirst().header("proxy-authorization")).isEqualTo("Basic dTpw");
    }
  }

  private static Connections through(ScriptedServer proxy) {
    String url = proxy.url().toString().replace("http://", "http://u:p@");
    Proxies proxies = Proxies.ofEnvironment(Map.of("http_proxy", url, "https_proxy", url));
    return new Connections(proxies, TlsTrust.of(null), TimeLimits.USUAL);
  }
}
