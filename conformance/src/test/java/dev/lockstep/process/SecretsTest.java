package dev.lockstep.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the program says or writes, whether it does its work or fails, holds no secret.
class SecretsTest {
  private static final BucketName SRC = new BucketName("src");
  private static final BucketName DST = new BucketName("dst");
  private static final String SECRET = "LookForThisSecret0123456789abcdefghij";
  private static final String TOKEN = "LookForThisTokenABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  @TempDir private Path folder = Path.of("");
  private final SandboxStore store = new SandboxStore(InstantSource.system());
  private final SandboxServer server =
      SandboxServer.start(store, List.of(new AccessKey("AKID", SECRET, Account.LOCKSTEP)), 0);

  @BeforeEach
  void fill() {
    store.createBucket(Account.LOCKSTEP, SRC);
    store.createBucket(Account.LOCKSTEP, DST);
    try (ObjectStore filled = new InMemoryObjectStore("filled", store)) {
      for (int i = 0; i < 20; i++) {
        filled.putObject(
            ObjectRef.current(SRC, ObjectKey.of("key " + i)),
            ObjectAttributes.NONE,
            ObjectBody.of("content".getBytes(StandardCharsets.UTF_8)),
            WriteOptions.PLAIN);
      }
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String profile(String name, String secret, String more) {
    return """
    [profile %s]
    endpoint_url = %s
    region = us-east-1
    aws_access_key_id = AKID
    aws_secret_access_key = %s
    %s
    """
        .formatted(name, server.endpoint(), secret, more);
  }

  private int run(String... line) throws IOException, InterruptedException {
    String config =
        profile("good", SECRET, "")
            + profile("other", SECRET, "")
            + profile("wrong", SECRET + "x", "")
            + profile("token", SECRET, "aws_session_token = " + TOKEN);
    List<String> arguments = new ArrayList<>(List.of(line));
    Process run =
        new LockstepProcess(folder, Map.of("HTTPS_PROXY", "http://user:" + SECRET + "@127.0.0.1:9"))
            .start(config, arguments);
    try {
      assertThat(run.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      run.destroyForcibly();
    }
    assertNothingIsTold();
    return run.exitValue();
  }

  private void assertNothingIsTold() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("config")) {
          assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain("LookForThis");
        }
      }
    }
  }

  @Test
  void areInNothingThatIsSaidOrWritten() throws IOException, InterruptedException {
    Path report = folder.resolve("rows.csv");
    assertThat(run("sync", "good:src", "good:dst", "--report", report.toString())).isZero();
    assertThat(report).isNotEmptyFile();
    assertThat(run("compare", "good:src", "good:dst", "--output", "json")).isZero();
    assertThat(run("sync", "wrong:src", "good:dst")).isEqualTo(4);
    assertThat(run("sync", "token:src", "good:dst", "--output", "json")).isZero();
    assertThat(run("sync", "good:src", "good:nowhere")).isEqualTo(4);
    assertThat(run("sync", "--help")).isZero();
    assertThat(run("sync", "good:src", "none:dst")).isEqualTo(2);
  }

  @Test
  void andWhatIsWrittenIsForItsOwnerAlone() throws IOException, InterruptedException {
    Path report = folder.resolve("rows.csv");
    assertThat(run("sync", "good:src", "good:dst", "--report", report.toString())).isZero();

    List<Path> written = new ArrayList<>(List.of(report));
    try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
      written.addAll(files.filter(file -> !file.equals(folder.resolve("state"))).toList());
    }
    assertThat(written).hasSizeGreaterThan(2);
    for (Path file : written) {
      assertThat(OWNERS).as(file.toString()).containsAll(Files.getPosixFilePermissions(file));
    }
  }
}
