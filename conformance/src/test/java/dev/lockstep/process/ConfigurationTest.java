package dev.lockstep.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program in a process of its own, where what is around it is wrong: it says what, and ends
/// with the exit code of whoever has to mend it.
class ConfigurationTest {
  @TempDir private Path folder = Path.of("");
  private final SandboxServer server =
      SandboxServer.start(
          new SandboxStore(InstantSource.system()),
          List.of(new AccessKey("access", "secret", Account.LOCKSTEP)),
          0);

  @AfterEach
  void stop() {
    server.close();
  }

  private int run(String config, Map<String, String> variables)
      throws IOException, InterruptedException {
    List<String> line = List.of("compare", "s3://left", "b:right");
    Process process =
        new LockstepProcess(folder, variables)
            .start(config + LockstepProcess.profile("b", server), line);
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue();
  }

  private String said(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  @Test
  void thatThereAreNoCredentialsAtAllIsWrongUsageAndSaidInOneLine()
      throws IOException, InterruptedException {
    assertThat(run("[default]\nendpoint_url = " + server.endpoint() + "\n", Map.of())).isEqualTo(2);

    assertThat(said("out")).isEmpty();
    assertThat(said("err").lines())
        .singleElement()
        .asString()
        .startsWith("lockstep: There are no credentials: no AWS_ACCESS_KEY_ID and AWS_SECRET")
        .contains("profile 'default'", folder.resolve("credentials").toString())
        .doesNotContain("Provider");
  }

  @Test
  void ofCredentialsThatWereAskedForInVainTheReasonAloneIsTold()
      throws IOException, InterruptedException {
    String config =
        "[default]\nendpoint_url = %s\ncredential_process = /bin/false\n"
            .formatted(server.endpoint());

    assertThat(run(config, Map.of())).isEqualTo(4);

    assertThat(said("out"))
        .contains("No credentials from AWS's default chain", "process")
        .doesNotContain("Provider");
  }

  @Test
  void aProxyThatCannotBeReachedIsNamedWithItsVariableAndNoPassword()
      throws IOException, InterruptedException {
    String config = "[default]\naws_access_key_id = a\naws_secret_access_key = s\n";
    String url = "http://user:hunter2@127.0.0.1:1";

    assertThat(run(config, Map.of("HTTP_PROXY", url, "HTTPS_PROXY", url))).isEqualTo(4);

    assertThat(said("out")).contains("No way to the proxy 127.0.0.1:1 of HTTP");
    assertThat(said("out") + said("err")).doesNotContain("hunter2");
  }

  @Test
  void aProxyThatIsNoneIsWrongUsageAndItsPasswordNotTold()
      throws IOException, InterruptedException {
    String config = "[default]\naws_access_key_id = a\naws_secret_access_key = s\n";

    assertThat(run(config, Map.of("HTTPS_PROXY", "socks5://user:hunter2@127.0.0.1:1")))
        .isEqualTo(2);

    assertThat(said("err"))
        .startsWith("lockstep: HTTPS_PROXY names no proxy that can be used")
        .doesNotContain("hunter2");
  }
}
