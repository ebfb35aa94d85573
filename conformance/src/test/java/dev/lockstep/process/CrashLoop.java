package dev.lockstep.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.job.CompareJob;
import dev.lockstep.job.CompareReport;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.process.Killer.Writes;
import dev.lockstep.process.Strike.Side;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.fault.FaultProxy;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.selection.Selection;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import dev.lockstep.telemetry.RequestKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Kills the program at seeded requests, starts it again, kills it again, lets it come to its end,
/// and looks whether everything is as if nothing had happened: round after round, each with an
/// empty or partly filled destination of its own.
final class CrashLoop implements AutoCloseable {
  private static final BucketName SRC = new BucketName("src");
  private static final int SMALL = 200;
  private static final int PART = 5 << 20;
  private static final int PAGE = 60;
  private static final int MOST_KILLS_A_ROUND = 9;

  /// A process that starts fast.
  private static final List<String> JAVA =
      List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /// Where objects go.
  interface Destination {
    /// Reached directly.
    ObjectStore store();

    /// Where the same listens.
    URI endpoint();

    BucketName newBucket(int round);

    /// How the program reaches it at another address.
    String profile(String name, URI at);
  }

  private final Path folder;
  private final long seed;
  private final RandomGenerator random;
  private final Destination destination;
  private final int large;
  private final Killer killer = new Killer();
  private final SandboxStore sandbox = new SandboxStore(InstantSource.system());
  private final ObjectStore source = new InMemoryObjectStore("source", sandbox);
  private final SandboxServer from =
      SandboxServer.start(sandbox, List.of(new AccessKey("access", "secret", Account.LOCKSTEP)), 0);
  private final FaultProxy beforeSource =
      FaultProxy.before(from.endpoint(), PAGE, InstantSource.system());
  private final FaultProxy beforeDestination;
  private final int[] lengths = new int[SMALL];
  private final List<Strike> strikes = new ArrayList<>();
  private int kills;
  private int rounds;
  private Writes parts = new Writes(0, 0, 0);
  private Writes puts = new Writes(0, 0, 0);

  /// @param large how many large objects there are
  CrashLoop(Path folder, long seed, int large, Destination destination) {
    this.folder = folder;
    this.seed = seed;
    this.random = TwoBuckets.random(seed);
    this.destination = destination;
    this.large = large;
    this.beforeDestination =
        FaultProxy.before(destination.endpoint(), PAGE, InstantSource.system());
    beforeSource.watch(killer.at(Side.SOURCE));
    beforeDestination.watch(killer.at(Side.DESTINATION));
    source.createBucket(SRC);
    for (int i = 0; i < SMALL; i++) {
      lengths[i] = 100 + random.nextInt(4000);
      putSmall(source, SRC, i, lengths[i]);
    }
    for (int i = 0; i < large; i++) {
      int[] cuts = new int[5 + random.nextInt(4)];
      Arrays.fill(cuts, PART);
      cuts[cuts.length - 1] = 1 + random.nextInt(PART);
      TwoBuckets.putParts(source, in(SRC, "large/" + i), attributes(i), cuts);
    }
  }

  private static ObjectRef in(BucketName bucket, String key) {
    return ObjectRef.current(bucket, ObjectKey.of(key));
  }

  private static ObjectAttributes attributes(int number) {
    ObjectAttributes plain =
        ObjectAttributes.NONE.withUserMetadata(Map.of("number", Integer.toString(number)));
    return number % 20 == 0 ? plain.withTags(Map.of("of", "twenty")) : plain;
  }

  private static void putSmall(ObjectStore store, BucketName bucket, int number, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) number);
    // On both sides of the large ones.
    String key = (number % 2 == 0 ? "even/" : "odd/") + number;
    store.putObject(in(bucket, key), attributes(number), ObjectBody.of(bytes), WriteOptions.PLAIN);
  }

  /// Goes on until the process was killed so many times.
  void run(int killsWanted) throws IOException, InterruptedException {
    try {
      while (kills < killsWanted) {
        round();
      }
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "With seed %d, in round %d after %s: %s".formatted(seed, rounds, strikes, e), e);
    }
    System.out.printf(
        "Crash loop with seed %d: %d kills in %d rounds; parts %s, small objects %s%n",
        seed, kills, rounds, parts, puts);
    assertThat(parts.again() - parts.unheard())
        .as("parts sent again although the process had heard of them, with seed %d", seed)
        .isLessThanOrEqualTo(parts.all() / 20);
    assertThat(puts.again() - puts.unheard())
        .as("small objects sent again although the process had heard of them, with seed %d", seed)
        .isLessThanOrEqualTo(puts.all() / 20);
  }

  private void round() throws IOException, InterruptedException {
    rounds++;
    strikes.clear();
    BucketName bucket = destination.newBucket(rounds);
    boolean delete = random.nextInt(3) == 0;
    fillPartly(bucket, delete);
    int wanted = 1 + random.nextInt(MOST_KILLS_A_ROUND);
    boolean killed = true;
    for (int i = 0; i < wanted && killed; i++) {
      killed = isKilled(bucket, delete, true);
    }
    if (killed) {
      assertThat(isKilled(bucket, delete, false)).isFalse();
    }
    look(bucket);
    parts = sum(parts, killer.writes(RequestKind.MULTIPART_PART));
    puts = sum(puts, killer.writes(RequestKind.PUT));
  }

  private static Writes sum(Writes a, Writes b) {
    return new Writes(a.all() + b.all(), a.again() + b.again(), a.unheard() + b.unheard());
  }

  private void fillPartly(BucketName bucket, boolean delete) {
    if (delete || random.nextBoolean()) {
      for (int i = 0; i < SMALL; i += 1 + random.nextInt(6)) {
        putSmall(destination.store(), bucket, i, random.nextBoolean() ? lengths[i] : 50);
      }
    }
    for (int i = 0; delete && i < 3; i++) {
      putSmall(destination.store(), bucket, SMALL + i, 10);
    }
  }

  /// Runs the program once.
  ///
  /// @return whether it was killed; else it came to its end, and all was well
  private boolean isKilled(BucketName bucket, boolean delete, boolean strikes)
      throws IOException, InterruptedException {
    Strike strike = strikes ? Strike.chosen(random) : null;
    List<String> line =
        new ArrayList<>(List.of("sync", "old:src", "new:" + bucket, "--output", "json"));
    line.addAll(List.of("--concurrency", "8", "--state-dir", state().toString()));
    if (delete) {
      line.addAll(List.of("--delete", "--max-delete", "90%"));
    }
    String config =
        LockstepProcess.profile("old", beforeSource.endpoint(), "us-east-1", "access", "secret")
            + destination.profile("new", beforeDestination.endpoint());
    LockstepProcess program = new LockstepProcess(folder, Map.of());
    Process process;
    synchronized (killer) {
      process = program.start(config, JAVA, line);
      killer.turnTo(process, strike);
    }
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    killer.awaitSilence();
    if (strike != null && killer.struck()) {
      this.strikes.add(strike);
      kills++;
      return true;
    }
    String said = Files.readString(folder.resolve("out")) + Files.readString(folder.resolve("err"));
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains("\"inSync\":true");
    return false;
  }

  private Path state() {
    return folder.resolve("state");
  }

  private void look(BucketName bucket) throws IOException {
    CompareReport report =
        new CompareJob(
                new BucketScope(source, SRC, ObjectKey.EMPTY),
                new BucketScope(destination.store(), bucket, ObjectKey.EMPTY),
                Selection.EVERYTHING,
                CompareBy.METADATA,
                4,
                new RequestCounts(),
                new Progress(),
                difference -> {
                  throw new AssertionError(difference.toString());
                })
            .run();
    assertThat(report.identical()).as(report.toString()).isTrue();
    // Some stores list the uploads of whole keys alone.
    List<String> keys = new ArrayList<>(List.of(""));
    IntStream.range(0, large).forEach(i -> keys.add("large/" + i));
    for (String key : keys) {
      UploadsPage open =
          destination.store().listUploads(bucket, ObjectKey.of(key), UploadsPage.Marker.START);
      assertThat(open.uploads()).as("open uploads").isEmpty();
    }
    try (Stream<Path> files = Files.walk(state())) {
      // What was found out about the destination stays.
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .filter(file -> !file.startsWith(state().resolve("capabilities")))
                  .map(Path::getFileName)
                  .map(Path::toString))
          .containsOnly("lock");
    }
  }

  @Override
  public void close() {
    beforeSource.close();
    beforeDestination.close();
    from.close();
    source.close();
  }
}
