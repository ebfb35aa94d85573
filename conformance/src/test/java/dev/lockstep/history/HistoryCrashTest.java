package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.process.DoomedProgram;
import dev.lockstep.process.LockstepProcess;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.fault.FaultProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real process is killed at any moment of `sync --versions all`, started again, and in the end
/// the histories are the same, each version once. There is one kill for five of the loop of current
/// objects ([DoomedProgram]).
class HistoryCrashTest {
  private static final int KEYS = 30;
  private static final int PAGE = 50;

  private final VersionedBucket from = new VersionedBucket("a", "src");
  private final VersionedBucket to = new VersionedBucket("b", "dst");

  @TempDir private Path folder = Path.of("");

  @Test
  void killsAtAnyMomentLeaveEachVersionOnceAndInOrder() throws IOException, InterruptedException {
    DoomedProgram program = new DoomedProgram(folder, PAGE);
    long seed = DoomedProgram.seed();
    RandomGenerator random = TwoBuckets.random(seed);
    try (SandboxServer source = LockstepProcess.serve(from.sandbox());
        SandboxServer destination = LockstepProcess.serve(to.sandbox());
        FaultProxy beforeSource = program.before(source);
        FaultProxy beforeDestination = program.before(destination)) {
      String config =
          DoomedProgram.profile("old", beforeSource)
              + DoomedProgram.profile("new", beforeDestination);
      int killed = 0;
      while (killed < DoomedProgram.kills(5)) {
        write(random);
        killed += program.isKilled(config, 1 + random.nextInt(600), line()) ? 1 : 0;
        eachKeyHasComeSoFar(seed);
      }
      assertThat(program.isKilled(config, Integer.MAX_VALUE, line())).isFalse();
      assertThat(program.out()).as("seed %d", seed).contains("\"inSync\":true");
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

  private List<String> line() {
    return List.of(
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
        folder.resolve("state").toString());
  }
}
