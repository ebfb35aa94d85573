package dev.lockstep.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lockstep drill` as a user starts it, on two servers: it starts itself, kills itself, and leaves
/// nothing behind.
class DrillTest {
  private static final BucketName BUCKET = new BucketName("photos");
  private static final List<String> JAVA =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @TempDir private Path folder = Path.of("");
  private final SandboxStore atA = new SandboxStore(InstantSource.system());
  private final SandboxStore atB = new SandboxStore(InstantSource.system());
  private final ObjectStore a = new InMemoryObjectStore("a", atA);
  private final ObjectStore b = new InMemoryObjectStore("b", atB);
  private final SandboxServer serverOfA = serve(atA);
  private final SandboxServer serverOfB = serve(atB);

  private static SandboxServer serve(SandboxStore store) {
    return SandboxServer.start(
        store, List.of(new AccessKey("access", "secret", Account.LOCKSTEP)), 0);
  }

  @BeforeEach
  void putWhatIsNoneOfItsBusiness() {
    for (ObjectStore store : List.of(a, b)) {
      store.createBucket(BUCKET);
      store.putObject(
          ObjectRef.current(BUCKET, ObjectKey.of("x/lockstep-drill")),
          ObjectAttributes.NONE,
          ObjectBody.of(new byte[] {1}),
          WriteOptions.PLAIN);
    }
  }

  @AfterEach
  void stop() {
    serverOfA.close();
    serverOfB.close();
  }

  private Process start(String... more) throws IOException {
    List<String> line = new ArrayList<>(List.of("drill", "a:photos/x/", "b:photos/x/"));
    line.addAll(List.of(more));
    String config =
        LockstepProcess.profile("a", serverOfA) + LockstepProcess.profile("b", serverOfB);
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    List<String> options = new ArrayList<>(JAVA);
    options.add("-Djava.io.tmpdir=" + temporary);
    return new LockstepProcess(folder, Map.of()).start(config, options, line);
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("out")) + Files.readString(folder.resolve("err"));
  }

  private void nothingIsLeft() throws IOException {
    for (ObjectStore store : List.of(a, b)) {
      EntryPage left = store.listObjects(BUCKET, ListingRequest.first(ObjectKey.EMPTY)).entries();
      assertThat(left.count()).as("objects at " + store.name()).isEqualTo(1);
      assertThat(left.key(0).text()).isEqualTo("x/lockstep-drill");
      assertThat(store.listUploads(BUCKET, ObjectKey.EMPTY, UploadsPage.Marker.START).uploads())
          .isEmpty();
    }
    try (Stream<Path> files = Files.list(folder.resolve("temporary"))) {
      assertThat(files).as("temporary folders").isEmpty();
    }
  }

  @Test
  void everyPromiseHoldsAndNothingIsLeft() throws IOException, InterruptedException {
    Process drill =
        start(
            "--seed",
            "20261123",
            "--objects",
            "25",
            "--large-size",
            "6M",
            "--kills",
            "3",
            "--output",
            "json");
    try {
      assertThat(drill.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      drill.destroyForcibly();
    }

    assertThat(drill.exitValue()).as(said()).isZero();
    assertThat(folder.resolve("out"))
        .content()
        .contains("\"held\":true", "\"kills\":{\"kills\":3", "\"leftOut\":[]", "\"broken\":null")
        .contains("\"fault\":\"SLOW_DOWN\"", "\"fault\":\"BIT_FLIPPED_IN_WRITE\"");
    nothingIsLeft();
  }

  @Test
  void isToldToStopAndRemovesWhatItWrote() throws IOException, InterruptedException {
    Process drill = start("--seed", "1", "--kills", "1000000", "--large-size", "6M");
    try {
      while (a.listObjects(BUCKET, ListingRequest.first(ObjectKey.EMPTY)).entries().count() < 20) {
        assertThat(drill.waitFor(20, TimeUnit.MILLISECONDS)).as(said()).isFalse();
      }
      new ProcessBuilder("kill", "-INT", Long.toString(drill.pid())).start().waitFor();
      assertThat(drill.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      drill.destroyForcibly();
    }

    assertThat(drill.exitValue()).as(said()).isEqualTo(130);
    assertThat(said()).contains("stopping; what was written is removed", "repeat");
    nothingIsLeft();
  }
}
