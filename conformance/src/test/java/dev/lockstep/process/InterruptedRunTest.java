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
import dev.lockstep.sandbox.store.Bucket;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.store.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program in a process of its own, told to end while it copies: the source answers for some of
/// its objects only when the test lets it.
class InterruptedRunTest {
  private static final BucketName SRC = new BucketName("src");
  private static final BucketName DST = new BucketName("dst");
  private static final int FREE = 6;
  private static final int HELD = 20;

  /// When so many requests are held back, nothing else is under way: all before them was copied.
  private static final int CONCURRENCY = 4;

  private static final List<String> LINE =
      List.of("sync", "old:src", "new:dst", "--concurrency", Integer.toString(CONCURRENCY));

  @TempDir private Path folder = Path.of("");
  private final CountDownLatch reached = new CountDownLatch(CONCURRENCY);
  private final CountDownLatch release = new CountDownLatch(1);
  private final SandboxStore source = new SandboxStore(InstantSource.system());
  private final SandboxStore destination = new SandboxStore(InstantSource.system());
  private final SandboxServer from = serve(source);
  private final SandboxServer to = serve(destination);

  private static SandboxServer serve(SandboxStore store) {
    return SandboxServer.start(
        store, List.of(new AccessKey("access", "secret", Account.LOCKSTEP)), 0);
  }

  @BeforeEach
  void fill() {
    Bucket bucket = filled(SRC);
    source.addBucket(new HeldBucket(bucket, ObjectKey.of("held/"), reached, release));
    destination.createBucket(Account.LOCKSTEP, DST);
  }

  private static Bucket filled(BucketName name) {
    SandboxStore filled = new SandboxStore(InstantSource.system());
    Bucket bucket = filled.createBucket(Account.LOCKSTEP, name);
    try (ObjectStore store = new InMemoryObjectStore("filled", filled)) {
      for (int i = 0; i < FREE + HELD; i++) {
        String key = (i < FREE ? "free/" : "held/") + i;
        store.putObject(
            ObjectRef.current(name, ObjectKey.of(key)),
            ObjectAttributes.NONE,
            ObjectBody.of(("content of " + key).getBytes(StandardCharsets.UTF_8)),
            WriteOptions.PLAIN);
      }
    }
    return bucket;
  }

  @AfterEach
  void stop() {
    release.countDown();
    from.close();
    to.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void finishesWhatIsUnderWayAtTheFirstSignal(String signal)
      throws IOException, InterruptedException {
    Path report = Files.writeString(folder.resolve("rows.csv"), "precious");
    Process run = start();
    try (WatchService changes = folder.getFileSystem().newWatchService()) {
      folder.register(changes, StandardWatchEventKinds.ENTRY_MODIFY);
      assertThat(reached.await(2, TimeUnit.MINUTES)).as(this::said).isTrue();
      send(signal, run);
      awaitSaid("lockstep: stopping", changes);
      release.countDown();
      assertThat(run.waitFor(1, TimeUnit.MINUTES)).as("ends at SIG" + signal).isTrue();
    } finally {
      run.destroyForcibly();
    }

    assertThat(run.exitValue()).as(said()).isEqualTo(130);
    assertThat(folder.resolve("out"))
        .content()
        .contains("not known", "told to stop", "Run the same line again");
    assertThat(report).hasContent("precious");
    assertThat(content(destination, DST)).hasSize(FREE + CONCURRENCY);
    goesOn(report, HELD - CONCURRENCY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void endsAtOnceAtTheSecondSignal(String signal) throws IOException, InterruptedException {
    Path report = Files.writeString(folder.resolve("rows.csv"), "precious");
    Process run = start();
    try (WatchService changes = folder.getFileSystem().newWatchService()) {
      folder.register(changes, StandardWatchEventKinds.ENTRY_MODIFY);
      assertThat(reached.await(2, TimeUnit.MINUTES)).as(this::said).isTrue();
      send(signal, run);
      awaitSaid("lockstep: stopping", changes);
      send(signal, run);
      assertThat(run.waitFor(1, TimeUnit.MINUTES)).as("ends at SIG" + signal).isTrue();
    } finally {
      run.destroyForcibly();
    }

    assertThat(run.exitValue()).as(said()).isEqualTo(130);
    assertThat(folder.resolve("err"))
        .content()
        .contains("lockstep: interrupted;", "run the same line again to go on")
        .contains("the rows found until then are in " + folder);
    assertThat(report).hasContent("precious");
    assertThat(folder.resolve("out")).as("a report").isEmptyFile();
    assertThat(content(destination, DST)).hasSize(FREE);
    release.countDown();
    goesOn(report, HELD);
  }

  private void goesOn(Path report, int left) throws IOException, InterruptedException {
    Process again = start();
    try {
      assertThat(again.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      again.destroyForcibly();
    }
    assertThat(again.exitValue()).as(said()).isZero();
    assertThat(report).content().startsWith("key,").contains("held/");
    assertThat(folder.resolve("out")).content().contains("in step      yes", left + " objects");
    assertThat(content(destination, DST)).hasSize(FREE + HELD).isEqualTo(content(source, SRC));
  }

  private void awaitSaid(String words, WatchService changes) throws InterruptedException {
    while (!said().contains(words)) {
      WatchKey change = changes.poll(1, TimeUnit.MINUTES);
      assertThat(change).as("waiting for '%s', and it said %s", words, said()).isNotNull();
      change.reset();
    }
  }

  /// It changes nothing, and so has nothing to finish.
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void endsAComparisonAtTheFirstSignal(String signal) throws IOException, InterruptedException {
    BucketName same = new BucketName("same");
    destination.addBucket(filled(same));
    Process run = start(List.of("compare", "old:src", "new:same", "--by", "metadata"));
    try {
      assertThat(reached.await(2, TimeUnit.MINUTES)).as(this::said).isTrue();
      send(signal, run);
      assertThat(run.waitFor(1, TimeUnit.MINUTES)).as("ends at SIG" + signal).isTrue();
    } finally {
      run.destroyForcibly();
    }

    assertThat(run.exitValue()).as(said()).isEqualTo(130);
    assertThat(folder.resolve("err")).content().contains("nothing was changed in either store");
    assertThat(folder.resolve("out")).as("a report").isEmptyFile();
  }

  private Process start() throws IOException {
    return start(LINE);
  }

  private Process start(List<String> words) throws IOException {
    String config = LockstepProcess.profile("old", from) + LockstepProcess.profile("new", to);
    List<String> line = new ArrayList<>(words);
    line.addAll(List.of("--report", folder.resolve("rows.csv").toString()));
    return new LockstepProcess(folder, Map.of()).start(config, line);
  }

  private static void send(String signal, Process run) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + signal, Long.toString(run.toHandle().pid()))
            .inheritIO()
            .start();
    assertThat(kill.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("out")) + Files.readString(folder.resolve("err"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /// Each key and the ETag of what stands there.
  private static Map<String, String> content(SandboxStore store, BucketName name) {
    Map<String, String> content = new TreeMap<>();
    Iterator<Bucket.Entry> entries = store.bucket(name).entries(ObjectKey.of(""), true);
    while (entries.hasNext()) {
      Bucket.Entry entry = entries.next();
      if (entry.history().newest() instanceof Version.Stored stored) {
        content.put(entry.key().text(), stored.object().etag().value());
      }
    }
    return content;
  }
}
