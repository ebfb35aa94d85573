package dev.lockstep.history;

import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.process.LockstepProcess;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.fault.Doorkeeper;
import dev.lockstep.sandbox.fault.FaultProxy;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real process is killed at any moment of `sync --versions all`, started again, and in the end
/// the histories are the same, each version once. `LOCKSTEP_CRASH_KILLS` says how many kills there
/// are to be, five of a loop of current objects for one here; `LOCKSTEP_CRASH_SEED` with which
/// seed.
class HistoryCrashTest {
  private static final int KEYS = 30;
  private static final int PAGE = 50;
  private static final List<String> JAVA =
      List.of(
          "-Xmx128m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED");

  private final VersionedBucket from = new VersionedBucket("a", "src");
  private final VersionedBucket to = new VersionedBucket("b", "dst");
  private final AtomicReference<@Nullable Process> running = new AtomicReference<>();
  private final AtomicInteger left = new AtomicInteger();

  @TempDir private Path folder = Path.of("");

  @Test
  void killsAtAnyMomentLeaveEachVersionOnceAndInOrder() throws IOException, InterruptedException {
    int kills =
        Integer.parseInt(requireNonNullElse(System.getenv("LOCKSTEP_CRASH_KILLS"), "40")) / 5;
    long seed = Long.parseLong(requireNonNullElse(System.getenv("LOCKSTEP_CRASH_SEED"), "1"));
    RandomGenerator random = TwoBuckets.random(seed);
    try (SandboxServer source = serve(from);
        SandboxServer destination = serve(to);
        FaultProxy beforeSource = watched(source.endpoint());
        FaultProxy beforeDestination = watched(destination.endpoint())) {
      String config =
          profile("old", beforeSource.endpoint()) + profile("new", beforeDestination.endpoint());
      int killed = 0;
      while (killed < kills) {
        write(random);
        killed += isKilled(config, 1 + random.nextInt(600)) ? 1 : 0;
        eachKeyHasComeSoFar(seed);
      }
      assertThat(isKilled(config, Integer.MAX_VALUE)).isFalse();
      assertThat(Files.readString(folder.resolve("out")))
          .as("seed %d", seed)
          .contains("\"inSync\":true");
      assertThat(to.contents()).as("seed %d", seed).isEqualTo(from.contents());
    }
  }

  /// Whatever was killed: each key is at the destination what it was at the source at some time.
  private void eachKeyHasComeSoFar(long seed) {
    Map<String, List<String>> here = from.contents();
    to.contents()
        .forEach((key, versions) ->
            assertThat(here.getOrDefault(key, List.of()))
                .as("%s, seed %d", key, seed)
                .startsWith(versions.toArray(String[]::new)));
  }

  private static SandboxServer serve(VersionedBucket bucket) {
    return SandboxServer.start(
        bucket.sandbox(), List.of(new AccessKey("access", "secret", Account.LOCKSTEP)), 0);
  }

  private static String profile(String name, URI at) {
    return LockstepProcess.profile(name, at, "us-east-1", "access", "secret");
  }

  private FaultProxy watched(URI server) {
    FaultProxy proxy = FaultProxy.before(server, PAGE, InstantSource.system());
    proxy.watch((moment, _) -> passes(moment));
    return proxy;
  }

  /// Whether the process still lives to see this moment of a request; at the last one it is killed.
  private boolean passes(Doorkeeper.Moment moment) {
    if (moment == Doorkeeper.Moment.ENDED) {
      return true;
    }
    int moments = left.decrementAndGet();
    Process victim = running.get();
    if (moments == 0 && victim != null) {
      victim.destroyForcibly();
    }
    return moments > 0;
  }

  private void write(RandomGenerator random) {
    for (int i = 0; i < 40; i++) {
      String key = "key/" + random.nextInt(KEYS);
      if (random.nextInt(4) == 0) {
        from.delete(key);
      } else {
        from.put(key, "content " + random.nextInt(3));
      }
      from.pass(1000);
    }
    to.pass(60_000);
  }

  /// Runs the program, which is killed after so many moments, unless it has ended by then.
  private boolean isKilled(String config, int moments) throws IOException, InterruptedException {
    left.set(moments);
    LockstepProcess program = new LockstepProcess(folder, Map.of());
    Process process =
        program.start(
            config,
            JAVA,
            List.of(
                "sync",
                "old:src",
                "new:dst",
                "--versions",
                "all",
                "--output",
                "json",
                "--concurrency",
                "8",
                "--state-dir",
                folder.resolve("state").toString()));
    running.set(process);
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
      running.set(null);
    }
    boolean killed = left.get() <= 0;
    String said = Files.readString(folder.resolve("out")) + Files.readString(folder.resolve("err"));
    assertThat(killed || process.exitValue() == 0).as(said).isTrue();
    return killed;
  }
}
