package dev.lockstep.sandbox;

import dev.lockstep.sandbox.face.Latency;
import dev.lockstep.sandbox.face.OperationCounts;
import dev.lockstep.sandbox.face.S3Face;
import dev.lockstep.sandbox.http.HttpServer;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.signature.Authenticator;
import dev.lockstep.sandbox.signature.UnsignedPayload;
import dev.lockstep.sandbox.store.SandboxStore;
import java.net.URI;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A sandbox that speaks S3 over HTTP, on loopback.
public final class SandboxServer implements AutoCloseable {
  private final OperationCounts counts = new OperationCounts();
  private final HttpServer http;
  private final boolean secure;

  private SandboxServer(
      SandboxStore store,
      Authenticator authenticator,
      int port,
      @Nullable SSLContext tls,
      Latency latency) {
    S3Face face = new S3Face(store, authenticator, counts, latency);
    this.secure = tls != null;
    this.http = new HttpServer(port, tls, face, store.clock());
  }

  /// Starts to serve a store.
  ///
  /// @param keys those whose requests are answered
  /// @param port 0 for any that is free
  public static SandboxServer start(SandboxStore store, List<AccessKey> keys, int port) {
    return start(store, keys, port, UnsignedPayload.TAKEN);
  }

  /// The same, with bodies without a hash taken or refused.
  public static SandboxServer start(
      SandboxStore store, List<AccessKey> keys, int port, UnsignedPayload unsigned) {
    return start(store, keys, port, unsigned, Latency.NONE);
  }

  /// The same, as slow to answer as a store far away.
  public static SandboxServer start(
      SandboxStore store,
      List<AccessKey> keys,
      int port,
      UnsignedPayload unsigned,
      Latency latency) {
    Authenticator authenticator = new Authenticator(keys, store.clock(), unsigned);
    return new SandboxServer(store, authenticator, port, null, latency);
  }

  /// The same over TLS.
  public static SandboxServer start(
      SandboxStore store, List<AccessKey> keys, int port, SSLContext tls) {
    return new SandboxServer(
        store, new Authenticator(keys, store.clock()), port, tls, Latency.NONE);
  }

  public int port() {
    return http.port();
  }

  /// Where it is reached, in path style.
  public URI endpoint() {
    return URI.create((secure ? "https" : "http") + "://127.0.0.1:" + port());
  }

  /// How many requests were answered, by S3's names of the operations.
  public Map<String, Long> requests() {
    return counts.snapshot();
  }

  @Override
  public void close() {
    http.close();
  }
}
