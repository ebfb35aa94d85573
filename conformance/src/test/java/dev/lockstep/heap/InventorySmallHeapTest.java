package dev.lockstep.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.object.BucketName;
import dev.lockstep.process.LockstepProcess;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.synthetic.KeyScheme;
import dev.lockstep.sandbox.synthetic.SizeScheme;
import dev.lockstep.sandbox.synthetic.SyntheticBucket;
import dev.lockstep.sandbox.synthetic.SyntheticSpec;
import dev.lockstep.telemetry.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reports of 200,000 keys, written, read back and drawn by processes with a heap of 64 MiB. They
/// are compiled once and not twice, which such short runs don't pay for; memory is the same.
class InventorySmallHeapTest {
  private static final int KEYS = 200_000;
  private static final List<String> JAVA =
      List.of(
          "-Xmx64m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  @TempDir private Path folder = Path.of("");

  private static SandboxServer serve() {
    SandboxStore store = new SandboxStore(InstantSource.system());
    SyntheticSpec spec = SyntheticSpec.of(KeyScheme.flat(KEYS), SizeScheme.fixed(1_000));
    store.addBucket(new SyntheticBucket(new BucketName("source"), Account.LOCKSTEP, spec));
    store.createBucket(Account.LOCKSTEP, new BucketName("reports"));
    return SandboxServer.start(
        store, List.of(new AccessKey("access", "secret", Account.LOCKSTEP)), 0);
  }

  private String run(SandboxServer server, String... line)
      throws IOException, InterruptedException {
    String config =
        LockstepProcess.profile("a", server.endpoint(), "us-east-1", "access", "secret");
    Process process = new LockstepProcess(folder, Map.of()).start(config, JAVA, List.of(line));
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String out = Files.readString(folder.resolve("out"));
    assertThat(process.exitValue())
        .as("%s%n%s%s", List.of(line), out, Files.readString(folder.resolve("err")))
        .isZero();
    return out;
  }

  private String report(SandboxServer server, String format)
      throws IOException, InterruptedException {
    String told =
        run(
            server,
            "inventory",
            "run",
            "a:source",
            "--to",
            "a:reports/inv",
            "--id",
            format,
            "--format",
            format,
            "--output",
            "json",
            "--quiet");
    assertThat(told).contains("\"rows\":" + KEYS);
    return JsonReader.readMembers(told).needed("manifest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parquet", "orc", "csv"})
  void aReportOfManyKeysIsWrittenReadAndDrawnInLittleMemory(String format)
      throws IOException, InterruptedException {
    try (SandboxServer server = serve()) {
      String manifest = report(server, format);

      String copy = folder.resolve("copy").toString();
      assertThat(run(server, "inventory", "import", manifest, copy, "--output", "json"))
          .contains("\"complete\":true")
          .contains("\"rows\":" + KEYS);
      if (format.equals("parquet")) {
        pagesAreDrawn(server, manifest);
      }
    }
  }

  private void pagesAreDrawn(SandboxServer server, String manifest)
      throws IOException, InterruptedException {
    Path page = folder.resolve("page.html");
    run(server, "inventory", "describe", manifest, "--html", page.toString());
    assertThat(Files.readString(page)).contains("<dd>200,000 <small>190.7 MiB</small></dd>");

    run(server, "query", "SELECT * FROM inv", "-t", "inv=" + manifest, "--html", page.toString());
    assertThat(Files.readString(page)).contains("<dd>200,000</dd>");
  }
}
