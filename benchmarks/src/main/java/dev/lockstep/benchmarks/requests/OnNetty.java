package dev.lockstep.benchmarks.requests;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The minimal client's signing and scan on Netty's codec: one event loop, no thread that waits.
final class OnNetty implements Contender {
  private final Target target;
  private final InstantSource clock;
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<Line> lines = new ArrayList<>();
  private final @Nullable SslContext tls;

  OnNetty(Target target, InstantSource clock) throws Exception {
    this.target = target;
    this.clock = clock;
    tls =
        target.tls()
            ? SslContextBuilder.forClient().trustManager(target.certificate().toFile()).build()
            : null;
  }

  @Override
  public String name() {
    return "netty";
  }

  @Override
  public long run(Operation operation, int requests) throws Exception {
    while (lines.size() < RequestCosts.IN_FLIGHT) {
      lines.add(connect());
    }
    Round round = new Round(operation, requests);
    for (Line line : lines) {
      line.channel().eventLoop().execute(() -> line.begin(round));
    }
    return round.done.get();
  }

  private Line connect() throws Exception {
    Line line = new Line(new MinimalSigner(target.authority(), clock));
    new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                if (tls != null) {
                  channel
                      .pipeline()
                      .addLast(tls.newHandler(channel.alloc(), Target.HOST, target.port()));
                }
                channel.pipeline().addLast(new HttpClientCodec(), line);
              }
            })
        .connect(Target.HOST, target.port())
        .sync();
    return line;
  }

  /// Requests that are to be sent, and what their answers said.
  private static final class Round {
    final Operation operation;
    final AtomicInteger left;
    final AtomicInteger unanswered;
    final CompletableFuture<Long> done = new CompletableFuture<>();

    /// Changed by the event loop alone.
    long seen;

    Round(Operation operation, int requests) {
      this.operation = operation;
      left = new AtomicInteger(requests);
      unanswered = new AtomicInteger(requests);
    }
  }

  /// A connection.
  private static final class Line extends SimpleChannelInboundHandler<HttpObject> {
    private final MinimalSigner signer;
    private final MinimalScan scan = new MinimalScan();
    private final byte[] body = new byte[512 << 10];
    private @Nullable Channel channel;
    private @Nullable Round round;
    private @Nullable HttpResponse head;
    private int filled;

    Line(MinimalSigner signer) {
      this.signer = signer;
    }

    Channel channel() {
      if (channel == null) {
        throw new IllegalStateException("Not connected");
      }
      return channel;
    }

    @Override
    public void channelRegistered(ChannelHandlerContext context) {
      channel = context.channel();
    }

    void begin(Round next) {
      round = next;
      if (next.left.getAndDecrement() <= 0) {
        return;
      }
      try {
        ChannelFuture _ =
            channel().writeAndFlush(request(Asked.by(next.operation)), channel().voidPromise());
      } catch (GeneralSecurityException e) {
        next.done.completeExceptionally(e);
      }
    }

    private FullHttpRequest request(Asked asked) throws GeneralSecurityException {
      String query = asked.query().isEmpty() ? "" : '?' + asked.query();
      ByteBuf sent =
          asked.bodyLength() == 0
              ? Unpooled.EMPTY_BUFFER
              : Unpooled.wrappedBuffer(new byte[asked.bodyLength()]);
      FullHttpRequest request =
          new DefaultFullHttpRequest(
              HttpVersion.HTTP_1_1, HttpMethod.valueOf(asked.method()), asked.path() + query, sent);
      String authorization =
          signer.authorization(asked.method(), asked.path(), asked.query(), asked.copySource());
      request
          .headers()
          .set("host", Target.HOST + ':' + port())
          .set("x-amz-content-sha256", "UNSIGNED-PAYLOAD")
          .set("x-amz-date", signer.time())
          .set("authorization", authorization);
      if (!asked.copySource().isEmpty()) {
        request.headers().set("x-amz-copy-source", asked.copySource());
      }
      if (asked.method().equals("PUT")) {
        request.headers().set("content-length", asked.bodyLength());
      }
      return request;
    }

    private int port() {
      return ((java.net.InetSocketAddress) channel().remoteAddress()).getPort();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
      if (part instanceof HttpResponse response) {
        head = response;
        filled = 0;
      }
      if (part instanceof HttpContent content) {
        int length = content.content().readableBytes();
        content.content().readBytes(body, filled, length);
        filled += length;
      }
      if (part instanceof LastHttpContent && round != null && head != null) {
        answered(round, head);
      }
    }

    private void answered(Round current, HttpResponse answer) {
      if (answer.status().code() != 200) {
        current.done.completeExceptionally(new IllegalStateException(answer.status().toString()));
        return;
      }
      current.seen += seen(current.operation, answer);
      if (current.unanswered.decrementAndGet() == 0) {
        current.done.complete(current.seen);
      } else {
        begin(current);
      }
    }

    private long seen(Operation operation, HttpResponse answer) {
      return switch (operation) {
        case PUT -> etag(answer);
        case HEAD -> etag(answer) + answer.headers().getInt("content-length", 0);
        case GET -> Seen.bytes(body, 0, filled);
        case COPY -> scan.copy(body, 0, filled);
        case LIST -> scan.page(body, 0, filled);
      };
    }

    private static int etag(HttpResponse answer) {
      String value = answer.headers().get("etag");
      return value.substring(1, value.length() - 1).hashCode();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (round != null) {
        round.done.completeExceptionally(cause);
      }
    }
  }

  @Override
  public void close() {
    loop.shutdownGracefully().syncUninterruptibly();
  }
}
