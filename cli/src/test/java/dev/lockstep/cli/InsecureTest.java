package dev.lockstep.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.BucketName;
import dev.lockstep.s3.profile.Environment;
import dev.lockstep.testkit.UnknownCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--insecure`: what it does, and that nobody can miss it.
class InsecureTest {
  private static final BucketName BUCKET = new BucketName("bucket");
  private static final String WARNING = "lockstep: --insecure: no certificate is verified";

  @TempDir private Path folder = Path.of("");

  @Test
  void eachVerbThatReachesStoresWarnsEachTime() {
    TwoStores stores = new TwoStores();
    List.of(
            List.of("sync", "a:src", "b:dst"),
            List.of("compare", "a:src", "b:dst"),
            List.of("probe", "b:dst"),
            List.of("uploads", "abort"))
        .forEach(line -> {
          String[] words = line.toArray(String[]::new);
          assertThat(stores.run(words)).as(line.toString()).isZero();
          assertThat(stores.err()).doesNotContain("--insecure");
          String[] insecure = (String.join(" ", line) + " --insecure").split(" ", -1);
          for (int i = 0; i < 2; i++) {
            assertThat(stores.run(insecure)).as(line.toString()).isZero();
            assertThat(stores.err()).startsWith(WARNING);
          }
        });
  }

  @Test
  void aStoreThatShowsAnUnknownCertificateIsUsedOnlyWhereThatWasAskedFor() throws Exception {
    UnknownCertificate certificate = UnknownCertificate.in(folder);
    try (ServerSocket socket =
        certificate
            .context()
            .getServerSocketFactory()
            .createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answer(socket));
      Stores.Opener opener = profile("https://localhost:" + socket.getLocalPort());

      try (ObjectStore store = opener.open("t")) {
        assertThatThrownBy(() -> store.headBucket(BUCKET))
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("No TLS with");
      }
      try (ObjectStore store = opener.insecure().open("t")) {
        store.headBucket(BUCKET);
      }
    }
  }

  private Stores.Opener profile(String endpoint) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config"),
            """
            [profile t]
            endpoint_url = %s
            region = us-east-1
            aws_access_key_id = a
            aws_secret_access_key = s
            """
                .formatted(endpoint));
    Map<String, String> variables = Map.of("AWS_CONFIG_FILE", config.toString());
    return ProfileStores.of(
        new Environment(variables, folder), notice -> {}, InstantSource.system());
  }

  /// Says yes to whoever trusts it.
  private static void answer(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        if (connection.getInputStream().read() >= 0) {
          connection
              .getOutputStream()
              .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
          connection.getInputStream().readNBytes(16);
        }
      } catch (IOException _) {
        // It does not trust, or this is the end.
      }
    }
  }
}
