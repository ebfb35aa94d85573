package dev.lockstep.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.object.BucketName;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.synthetic.KeyScheme;
import dev.lockstep.sandbox.synthetic.SizeScheme;
import dev.lockstep.sandbox.synthetic.SyntheticBucket;
import dev.lockstep.sandbox.synthetic.SyntheticSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program in a process of its own with a heap of 64 MiB, over HTTP, between a bucket that is
/// computed and one that keeps only digests.
class SmallHeapTest {
  private static final int SMALL_OBJECTS = 200_000;
  private static final long LARGE = 10L << 30;
  private static final String HEAP = "-Xmx64m";

  @TempDir private Path folder = Path.of("");

  private static SandboxServer serve(SyntheticSpec spec) {
    SandboxStore store = new SandboxStore(InstantSource.system());
    store.addBucket(new SyntheticBucket(new BucketName("source"), Account.LOCKSTEP, spec));
    store.createSink(Account.LOCKSTEP, new BucketName("sink"), 0);
    return SandboxServer.start(
        store, List.of(new AccessKey("access", "secret", Account.LOCKSTEP)), 0);
  }

  /// Runs the program with 64 MiB.
  ///
  /// @return what it said
  private String run(SandboxServer server, String... arguments)
      throws IOException, InterruptedException {
    // Two names of one place: within one store the server would copy by itself.
    StringBuilder config = new StringBuilder();
    for (String profile : List.of("a", "b")) {
      config.append(
          """
          [profile %s]
          endpoint_url = %s
          region = us-east-1
          aws_access_key_id = access
          aws_secret_access_key = secret
          s3 =
            addressing_style = path
          """
              .formatted(profile, profile.equals("a") ? server.endpoint() : other(server)));
    }
    Path file = Files.writeString(folder.resolve("config"), config);
    Path said = folder.resolve("said");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of(HEAP, "-XX:+ExitOnOutOfMemoryError", "-cp"));
    command.add(System.getProperty("java.class.path", ""));
    command.add(MeasuredMain.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().put("AWS_CONFIG_FILE", file.toString());
    builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(said);
  }

  private static String other(SandboxServer server) {
    return server.endpoint().toString().replace("127.0.0.1", "localhost");
  }

  @Test
  void copiesManySmallObjectsAndAVeryLargeOneWithAHeapOf64Mebibytes()
      throws IOException, InterruptedException {
    SyntheticSpec spec =
        SyntheticSpec.of(
                KeyScheme.flat(SMALL_OBJECTS + 1L),
                SizeScheme.oneIn(SMALL_OBJECTS + 1L, LARGE, 100))
            .withPartSize(64L << 20);
    try (SandboxServer server = serve(spec)) {
      String said = run(server, "sync", "a:source", "b:sink", "--output", "json", "--quiet");

      said.lines().filter(line -> line.startsWith("Peak")).forEach(System.out::println);
      assertThat(said)
          .contains("\"complete\":true,\"inSync\":true")
          .contains("\"copied\":{\"objects\":" + (SMALL_OBJECTS + 1));
    }
  }
}
