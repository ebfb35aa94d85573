package dev.lockstep.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.fault.Fault;
import dev.lockstep.sandbox.fault.FaultPlan;
import dev.lockstep.sandbox.fault.FaultProxy;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.Bucket;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.telemetry.RequestKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program in a process of its own, and its state folder: two runs at once, and a disk that
/// becomes full.
class StateFolderRunTest {
  private static final BucketName SRC = new BucketName("src");
  private static final BucketName DST = new BucketName("dst");
  private static final int PART = 5 << 20;
  private static final List<String> LINE = List.of("sync", "old:src", "new:dst");

  @TempDir private Path folder = Path.of("");
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final SandboxStore source = new SandboxStore(InstantSource.system());
  private final SandboxStore destination = new SandboxStore(InstantSource.system());
  private final ObjectStore there = new InMemoryObjectStore("there", destination);
  private final SandboxServer from = serve(source);
  private final SandboxServer to = serve(destination);

  private static SandboxServer serve(SandboxStore store) {
    return SandboxServer.start(
        store, List.of(new AccessKey("access", "secret", Account.LOCKSTEP)), 0);
  }

  @BeforeEach
  void fill() {
    SandboxStore filled = new SandboxStore(InstantSource.system());
    Bucket bucket = filled.createBucket(Account.LOCKSTEP, SRC);
    try (ObjectStore store = new InMemoryObjectStore("filled", filled)) {
      TwoBuckets.putParts(
          store,
          ObjectRef.current(SRC, ObjectKey.of("held/large")),
          ObjectAttributes.NONE,
          PART,
          PART,
          1000);
    }
    source.addBucket(new HeldBucket(bucket, ObjectKey.of("held/"), reached, release));
    destination.createBucket(Account.LOCKSTEP, DST);
  }

  @AfterEach
  void stop() {
    release.countDown();
    from.close();
    to.close();
    there.close();
  }

  private String config() {
    return LockstepProcess.profile("old", from) + LockstepProcess.profile("new", to);
  }

  /// A process that speaks into a folder of its own, and shares the state folder.
  private LockstepProcess program(String name) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name));
    return new LockstepProcess(own, Map.of("XDG_STATE_HOME", folder.resolve("state").toString()));
  }

  private String said(String name, String file) throws IOException {
    return Files.readString(folder.resolve(name).resolve(file));
  }

  private static void assertEnds(Process process, int exitCode) throws InterruptedException {
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
    assertThat(process.exitValue()).isEqualTo(exitCode);
  }

  @Test
  void aSecondRunIsRefusedOrWaits() throws IOException, InterruptedException {
    Process first = program("first").start(config(), LINE);
    Process waiting = null;
    try (WatchService changes = folder.getFileSystem().newWatchService()) {
      assertThat(reached.await(2, TimeUnit.MINUTES)).isTrue();

      assertEnds(program("second").start(config(), LINE), 3);
      assertThat(said("second", "err"))
          .contains("another run from old:src to new:dst is alive")
          .contains("process " + first.pid() + ", since 2");

      LockstepProcess third = program("third");
      folder.resolve("third").register(changes, StandardWatchEventKinds.ENTRY_MODIFY);
      waiting = third.start(config(), List.of("sync", "old:src", "new:dst", "--wait"));
      while (!said("third", "err").contains("waiting, as another run")) {
        WatchKey change = changes.poll(1, TimeUnit.MINUTES);
        assertThat(change).isNotNull();
        change.reset();
      }
      release.countDown();
      assertEnds(first, 0);
      assertEnds(waiting, 0);
      assertThat(said("third", "out")).contains("unchanged    1 object", "in step      yes");
    } finally {
      first.destroyForcibly();
      if (waiting != null) {
        waiting.destroyForcibly();
      }
    }
  }

  /// No file of the process may become longer than a few blocks, and so not the journal.
  @Test
  void aDiskThatIsFullEndsTheRunAndTheNextGoesOn() throws IOException, InterruptedException {
    release.countDown();
    boolean begun = false;
    // However long the first record may be, one of these ends in the middle of the run.
    for (int blocks = 1; blocks <= 6; blocks++) {
      Process process = program("full").startWithFilesUpTo(blocks, config(), LINE);
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      if (process.exitValue() == 0) {
        break;
      }
      String said = said("full", "out") + said("full", "err");
      assertThat(said).contains("The journal ", "can't be written: File too large", "--state-dir");
      if (process.exitValue() != 2) {
        begun = true;
        assertThat(process.exitValue()).as(said).isEqualTo(1);
        assertThat(said).contains("held/large: LocalFile");
      }
    }
    assertThat(begun).as("it was full in the middle of a run").isTrue();

    assertEnds(program("free").start(config(), LINE), 0);
    assertThat(there.listUploads(DST, ObjectKey.EMPTY, UploadsPage.Marker.START).uploads())
        .isEmpty();
  }

  /// The store denies parts and aborts.
  @Test
  void anUploadThatCannotBeAbortedIsToldAndCanBeLater() throws IOException, InterruptedException {
    release.countDown();
    try (FaultProxy proxy = FaultProxy.before(to.endpoint(), 1000, InstantSource.system())) {
      String config =
          LockstepProcess.profile("old", from)
              + LockstepProcess.profile("new", proxy.endpoint(), "us-east-1", "access", "secret");
      proxy.plan(
          FaultPlan.always(Fault.Status.ACCESS_DENIED)
              .where(asked ->
                  asked.kind() == RequestKind.MULTIPART_PART
                      || asked.kind() == RequestKind.MULTIPART_ABORT));

      assertEnds(program("sync").start(config, LINE), 1);
      assertThat(said("sync", "out"))
          .contains("note         1 unfinished upload could not be removed")
          .contains("lockstep uploads abort");
      assertEnds(program("denied").start(config, List.of("uploads", "abort")), 4);
      assertThat(said("denied", "out")).contains("dst/held/large", "not aborted: ");

      proxy.lift();
      assertEnds(program("abort").start(config, List.of("uploads", "abort")), 0);
      assertThat(said("abort", "out")).contains("2 uploads aborted");
      assertThat(there.listUploads(DST, ObjectKey.EMPTY, UploadsPage.Marker.START).uploads())
          .isEmpty();
    }
  }
}
