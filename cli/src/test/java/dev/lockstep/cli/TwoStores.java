package dev.lockstep.cli;

import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.store.SandboxStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Two stores in memory, `a` and `b`, each with a bucket and one for reports, and the command line
/// over them.
final class TwoStores {
  static final BucketName SRC = new BucketName("src");
  static final BucketName DST = new BucketName("dst");
  static final BucketName REPORTS = new BucketName("reports");
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final AtomicLong passed = new AtomicLong();
  final SandboxStore insideA = new SandboxStore(this::now);
  final SandboxStore insideB = new SandboxStore(this::now);
  final ObjectStore a = new InMemoryObjectStore("a", insideA);
  final ObjectStore b = new InMemoryObjectStore("b", insideB);

  /// Stands before the second store where a test says so.
  @Nullable ObjectStore beforeB;

  /// What a command reads from standard input.
  InputStream in = InputStream.nullInputStream();

  private final Path state;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  TwoStores() {
    try {
      // Beside the classes, as nothing removes it when a test ends.
      state = Files.createTempDirectory(Path.of("target"), "state-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    a.createBucket(SRC);
    b.createBucket(DST);
    a.createBucket(DST);
    a.createBucket(REPORTS);
    b.createBucket(REPORTS);
  }

  /// For everybody, [#NOW] at the beginning.
  Instant now() {
    return NOW.plusMillis(passed.get());
  }

  void pass(Duration time) {
    passed.addAndGet(time.toMillis());
  }

  /// Runs a command.
  ///
  /// @return its exit code
  int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.execute(around(new PrintWriter(out), new PrintWriter(err)), arguments);
  }

  /// The same with more behind it.
  int run(List<String> arguments, String... more) {
    return run(Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
  }

  /// Has `inventory run` make a report of a bucket in its own store.
  ///
  /// @param place such as `a:src`
  /// @return its address, as the newest below
  String inventory(String place, String id, String... more) {
    String reports = place.substring(0, place.indexOf(':')) + ":reports/inv";
    int code = run(List.of("inventory", "run", place, "--to", reports, "--id", id), more);
    if (code != 0) {
      throw new AssertionError(err());
    }
    return reports + "/" + place.substring(place.indexOf(':') + 1) + "/" + id + "/latest";
  }

  /// Runs a command whose answer can't be written.
  int runWithFullDisk(String... arguments) {
    err.getBuffer().setLength(0);
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int count) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    return Main.execute(around(new PrintWriter(full), new PrintWriter(err)), arguments);
  }

  Surroundings around(PrintWriter toOut, PrintWriter toErr) {
    return new Surroundings(
        in,
        toOut,
        toErr,
        false,
        this::open,
        state,
        Signals.NONE,
        this::now,
        RandomGeneratorFactory.of("SecureRandom").create());
  }

  private ObjectStore open(String profile) {
    return switch (profile) {
      case "a", "" -> a;
      case "b" -> beforeB == null ? b : beforeB;
      case "broken" -> throw new UncheckedIOException("no such key file", new IOException());
      default -> throw new WrongUsage("There is no profile '" + profile + "'");
    };
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  static void put(
      ObjectStore store, BucketName bucket, String key, String text, ObjectAttributes attributes) {
    ObjectRef object = ObjectRef.current(bucket, ObjectKey.of(key));
    store.putObject(
        object,
        attributes,
        ObjectBody.of(text.getBytes(StandardCharsets.UTF_8)),
        WriteOptions.PLAIN);
  }

  static void put(ObjectStore store, BucketName bucket, String key, String text) {
    put(store, bucket, key, text, ObjectAttributes.NONE);
  }

  static String text(ObjectStore store, BucketName bucket, String key) {
    try (FetchedObject fetched =
        store.fetchObject(ObjectRef.current(bucket, ObjectKey.of(key)), ReadOptions.PLAIN)) {
      return new String(
          Channels.newInputStream(fetched.body()).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectHead head(ObjectStore store, BucketName bucket, String key) {
    return store.headObject(ObjectRef.current(bucket, ObjectKey.of(key)), ReadOptions.PLAIN);
  }

  static Map<String, String> tags(ObjectStore store, BucketName bucket, String key) {
    return store.fetchTags(ObjectRef.current(bucket, ObjectKey.of(key)));
  }
}
