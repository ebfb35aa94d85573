package dev.lockstep.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.process.LockstepProcess;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.store.SandboxStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys with thousands of versions, brought over by a process with a heap of 64 MiB.
class LongHistoryTest {
  private static final BucketName BUCKET = new BucketName("bucket");

  /// Of the 32,768 versions of one key that there may be, the collector keeps room for some.
  private static final int AT_THE_LIMIT = 31_600;

  private static final int TOO_MANY = 33_000;

  /// One of sixteen keys in hand may have 2,048, and all of these together don't fit.
  private static final int TOO_MANY_FOR_ONE_OF_SIXTEEN = 3000;

  private static final int FITS = 1200;
  private static final List<String> JAVA =
      List.of(
          "-Xmx64m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED");

  @TempDir private Path folder = Path.of("");

  private static SandboxStore versioned() {
    SandboxStore sandbox = new SandboxStore(InstantSource.system());
    ObjectStore store = new InMemoryObjectStore("store", sandbox);
    store.createBucket(BUCKET);
    store.enableVersioning(BUCKET);
    return sandbox;
  }

  private static void write(SandboxStore sandbox, String key, int versions) {
    ObjectStore store = new InMemoryObjectStore("store", sandbox);
    for (int version = 0; version < versions; version++) {
      store.putObject(
          ObjectRef.current(BUCKET, ObjectKey.of(key)),
          ObjectAttributes.NONE,
          ObjectBody.of(new byte[] {(byte) version, (byte) (version >> 8)}),
          WriteOptions.PLAIN);
    }
  }

  /// @return its exit code, and what it said
  private String sync(SandboxServer source, SandboxServer destination, String... options)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("sync", "old:bucket", "new:bucket"));
    line.addAll(List.of(options));
    line.addAll(List.of("--output", "json", "--state-dir", folder.resolve("state").toString()));
    Process process =
        new LockstepProcess(folder, Map.of())
            .start(
                LockstepProcess.profile("old", source)
                    + LockstepProcess.profile("new", destination),
                JAVA,
                line);
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue()
        + " "
        + Files.readString(folder.resolve("out"))
        + Files.readString(folder.resolve("err"));
  }

  /// Both sides hold the same, and the first run finds it out: one key by itself, and sixteen that
  /// are too long to be held together.
  @Test
  void asManyAsThereMayBeAreRecognisedAndRemembered() throws IOException, InterruptedException {
    SandboxStore from = versioned();
    SandboxStore to = versioned();
    for (SandboxStore each : List.of(from, to)) {
      write(each, "longest", AT_THE_LIMIT);
      for (int key = 0; key < 16; key++) {
        write(each, "long-" + key, TOO_MANY_FOR_ONE_OF_SIXTEEN);
      }
    }
    long all = AT_THE_LIMIT + 16 * TOO_MANY_FOR_ONE_OF_SIXTEEN;
    try (SandboxServer source = LockstepProcess.serve(from);
        SandboxServer destination = LockstepProcess.serve(to)) {
      assertThat(sync(source, destination, "--versions", "all"))
          .startsWith("0 ")
          .contains("\"inSync\":true")
          .contains("\"matched\":" + all + ",\"recognised\":" + all);
      assertThat(sync(source, destination, "--versions", "all"))
          .startsWith("0 ")
          .contains("\"inSync\":true")
          .contains("\"matched\":" + all + ",\"recognised\":0")
          .contains("\"head\":0,\"get\":0,\"put\":0");
    }
  }

  @Test
  void whatFitsIsBroughtOverAndWhatDoesNotIsARow() throws IOException, InterruptedException {
    SandboxStore from = versioned();
    write(from, "fits", FITS);
    write(from, "fits/too", 3);
    write(from, "too many", TOO_MANY);
    write(from, "z", 1);
    try (SandboxServer source = LockstepProcess.serve(from);
        SandboxServer destination = LockstepProcess.serve(versioned())) {
      assertThat(sync(source, destination, "--versions", "all"))
          .startsWith("1 ")
          .contains("\"versions\":" + (FITS + 3 + 1))
          .contains("\"code\":\"TooManyVersions\"")
          .contains("more than 3")
          .contains("--memory gives it more");
      assertThat(sync(source, destination, "--as-of", InstantSource.system().instant().toString()))
          .startsWith("1 ")
          .contains("\"key\":\"too many\"")
          .contains("\"unchanged\":3,")
          .contains("\"code\":\"OrderUnknown\"")
          .contains("--memory gives it more");
    }
  }
}
