package dev.lockstep.s3.wire;

import dev.lockstep.s3.wire.WireException.Stage;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Makes connections: finds the address, goes through a proxy where the environment wants it, and
/// shakes hands for TLS.
final class Connector {
  private static final int MOST_ADDRESSES = 4;

  private final Proxies proxies;
  private final TlsTrust trust;
  private final TimeLimits limits;

  Connector(Proxies proxies, TlsTrust trust, TimeLimits limits) {
    this.proxies = proxies;
    this.trust = trust;
    this.limits = limits;
  }

  boolean wantsWholeUrl(Origin origin) {
    return !origin.tls() && proxies.proxyFor(origin) != null;
  }

  @Nullable String proxyAuthorization(Origin origin) {
    Proxies.Proxy proxy = proxies.proxyFor(origin);
    return origin.tls() || proxy == null ? null : proxy.authorization();
  }

  Connection connect(Origin origin) throws WireException {
    Proxies.Proxy proxy = proxies.proxyFor(origin);
    SocketChannel channel = proxy == null ? open(origin) : open(proxy);
    boolean done = false;
    try {
      Connection connection = new Connection(origin, dress(channel, origin, proxy), limits);
      done = true;
      return connection;
    } catch (SSLException e) {
      throw new WireException(
          Stage.UNTRUSTED, "No TLS with " + origin + ": " + WireException.reason(e), e);
    } catch (WireException e) {
      throw e;
    } catch (IOException e) {
      throw new WireException(
          Stage.NOT_CONNECTED, "No connection to " + origin + ": " + WireException.reason(e), e);
    } finally {
      if (!done) {
        PlainTransport.close(channel);
      }
    }
  }

  private Transport dress(SocketChannel channel, Origin origin, Proxies.@Nullable Proxy proxy)
      throws IOException {
    Transport plain = new PlainTransport(channel);
    Deadline until = Deadline.in(limits.connect());
    if (!origin.tls()) {
      return plain;
    }
    if (proxy != null) {
      tunnel(plain, origin, proxy, until);
    }
    TlsTransport tls = new TlsTransport(channel, trust.engine(origin));
    tls.handshake(until);
    return tls;
  }

  private SocketChannel open(Proxies.Proxy proxy) throws WireException {
    try {
      return open(proxy.origin());
    } catch (WireException e) {
      throw new WireException(e.stage(), "No way to " + proxy + ": " + WireException.reason(e), e);
    }
  }

  private SocketChannel open(Origin origin) throws WireException {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(origin.host());
    } catch (UnknownHostException e) {
      throw new WireException(Stage.UNREACHABLE, "There is no host " + origin.host(), e);
    }
    WireException last = null;
    for (int i = 0; i < Math.min(addresses.length, MOST_ADDRESSES); i++) {
      try {
        return open(new InetSocketAddress(addresses[i], origin.port()));
      } catch (SocketTimeoutException e) {
        last = new WireException(Stage.NOT_CONNECTED, origin + " can't be connected in time", e);
      } catch (ConnectException | NoRouteToHostException e) {
        last =
            new WireException(
                Stage.UNREACHABLE, "Nothing listens at " + origin + ": " + e.getMessage(), e);
      } catch (IOException e) {
        last = new WireException(Stage.NOT_CONNECTED, WireException.reason(e), e);
      }
    }
    throw last == null
        ? new WireException(Stage.UNREACHABLE, "There is no host " + origin.host(), null)
        : last;
  }

  private SocketChannel open(InetSocketAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open();
    boolean done = false;
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      channel.socket().connect(address, (int) limits.connect().toMillis());
      done = true;
      return channel;
    } finally {
      if (!done) {
        PlainTransport.close(channel);
      }
    }
  }

  private void tunnel(Transport proxyEnd, Origin origin, Proxies.Proxy proxy, Deadline until)
      throws IOException {
    WireText text = new WireText(512);
    text.put("CONNECT ").put(origin.hostAndPort()).put(" HTTP/1.1").endLine();
    text.put("host: ").put(origin.hostAndPort()).endLine();
    if (proxy.authorization() != null) {
      text.put("proxy-authorization: ").put(proxy.authorization()).endLine();
    }
    ByteBuffer question = text.endLine().buffer();
    while (question.hasRemaining()) {
      proxyEnd.write(question, ByteBuffer.allocate(0));
    }
    AnswerHead answer = new AnswerHead();
    answer.reset(0);
    ByteBuffer in = ByteBuffer.allocate(16 << 10);
    while (answer.parse(in.array(), in.position()) < 0) {
      if (!in.hasRemaining() || proxyEnd.read(in, until) < 0) {
        throw new EOFException(proxy + " doesn't answer CONNECT");
      }
    }
    if (answer.status() != 200) {
      Stage stage = answer.status() >= 500 ? Stage.UNREACHABLE : Stage.UNTRUSTED;
      throw new WireException(stage, proxy + " refuses a tunnel: HTTP " + answer.status(), null);
    }
  }
}
