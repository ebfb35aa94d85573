package dev.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.face.Latency;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.signature.UnsignedPayload;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.store.StoredBucket;
import dev.lockstep.sandbox.synthetic.KeyScheme;
import dev.lockstep.sandbox.synthetic.SizeScheme;
import dev.lockstep.sandbox.synthetic.SyntheticBucket;
import dev.lockstep.sandbox.synthetic.SyntheticSpec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server as a whole: what it tells of itself, and TLS.
class SandboxServerTest {
  private static final List<AccessKey> KEYS =
      List.of(new AccessKey("access", "secret", Account.LOCKSTEP));
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final SandboxStore store = new SandboxStore(InstantSource.system());

  @Test
  void requestsAreCountedByOperationAndRefusalsBesides() throws Exception {
    try (SandboxServer server = SandboxServer.start(store, KEYS, 0);
        HttpClient client = HttpClient.newHttpClient()) {
      fetch(client, server.endpoint() + "/bucket/key");
      fetch(client, server.endpoint() + "/bucket?list-type=2");

      assertThat(server.requests())
          .containsEntry("GetObject", 1L)
          .containsEntry("ListObjectsV2", 1L)
          .containsEntry("refused", 2L);
      assertThat(fetch(client, server.endpoint() + "/-/stats").body())
          .isEqualTo("{\"ListObjectsV2\":1,\"GetObject\":1,\"refused\":2}\n");
    }
  }

  @Test
  void aBucketIsEmptiedAtAWordAndAComputedOneIsNot() throws Exception {
    BucketName name = new BucketName("bucket");
    StoredBucket bucket = store.createBucket(Account.LOCKSTEP, name);
    new InMemoryObjectStore("sandbox", store)
        .putObject(
            ObjectRef.current(name, ObjectKey.of("key")),
            ObjectAttributes.NONE,
            ObjectBody.of(ByteBuffer.allocate(3)),
            WriteOptions.PLAIN);
    store.addBucket(
        new SyntheticBucket(
            new BucketName("computed"),
            Account.LOCKSTEP,
            SyntheticSpec.of(KeyScheme.flat(1), SizeScheme.fixed(1))));
    try (SandboxServer server = SandboxServer.start(store, KEYS, 0);
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(post(client, server.endpoint() + "/-/empty/bucket")).isEqualTo(204);
      assertThat(bucket.history(ObjectKey.of("key"))).isNull();
      assertThat(post(client, server.endpoint() + "/-/empty/computed")).isEqualTo(404);
      assertThat(post(client, server.endpoint() + "/-/empty/absent")).isEqualTo(404);
    }
  }

  @Test
  void everyRequestWaitsAndAPageOfAListingLonger() throws Exception {
    Latency latency = new Latency(Duration.ofMillis(60), Duration.ofMillis(140));
    try (SandboxServer server =
            SandboxServer.start(store, KEYS, 0, UnsignedPayload.TAKEN, latency);
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(timed(client, server.endpoint() + "/bucket/key"))
          .isGreaterThanOrEqualTo(Duration.ofMillis(60));
      assertThat(timed(client, server.endpoint() + "/bucket?list-type=2"))
          .isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }
  }

  private static Duration timed(HttpClient client, String address) throws Exception {
    long start = System.nanoTime();
    fetch(client, address);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static int post(HttpClient client, String address) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void anErrorIsSaidInXmlWithTheNameOfTheRequest() throws Exception {
    try (SandboxServer server = SandboxServer.start(store, KEYS, 0);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = fetch(client, server.endpoint() + "/absent/key%26");

      String id = answer.headers().firstValue("x-amz-request-id").orElseThrow();
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body())
          .contains("<Error><Code>NoSuchBucket</Code><Message>")
          .contains("<Resource>/absent/key%26</Resource><RequestId>" + id + "</RequestId>");
    }
  }

  @Test
  void itListensOnLoopbackAlone() {
    try (SandboxServer server = SandboxServer.start(store, KEYS, 0)) {
      assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void itSpeaksTlsWithTheContextItIsGiven(@TempDir Path folder) throws Exception {
    SSLContext tls = selfSigned(folder.resolve("keys.p12"));
    try (SandboxServer server = SandboxServer.start(store, KEYS, 0, tls);
        HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
      assertThat(server.endpoint()).hasScheme("https");
      assertThat(fetch(client, server.endpoint() + "/-/stats").statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> fetch(HttpClient client, String address)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }

  /// A context with a key that the JDK's own tool has made, and that trusts it.
  private static SSLContext selfSigned(Path file)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "sandbox",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
