package dev.lockstep.process;

import static java.util.Objects.requireNonNullElse;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.object.BucketName;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.signature.AccessKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.SandboxStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program is killed at any request of a sync, many times. `LOCKSTEP_CRASH_KILLS` says how many
/// times, `LOCKSTEP_CRASH_SEED` with which seed; `run-crash-loop` sets both.
class CrashLoopTest {
  @TempDir private Path folder = Path.of("");

  /// Keeps the bytes of small objects alone.
  private static final class Sink implements CrashLoop.Destination, AutoCloseable {
    private final SandboxStore sandbox = new SandboxStore(InstantSource.system());
    private final ObjectStore store = new InMemoryObjectStore("destination", sandbox);
    private final SandboxServer server =
        SandboxServer.start(
            sandbox, List.of(new AccessKey("access", "secret", Account.LOCKSTEP)), 0);

    @Override
    public ObjectStore store() {
      return store;
    }

    @Override
    public URI endpoint() {
      return server.endpoint();
    }

    @Override
    public BucketName newBucket(int round) {
      BucketName bucket = new BucketName("dst-" + round);
      sandbox.createSink(Account.LOCKSTEP, bucket, 1 << 16);
      return bucket;
    }

    @Override
    public String profile(String name, URI at) {
      return LockstepProcess.profile(name, at, "us-east-1", "access", "secret");
    }

    @Override
    public void close() {
      server.close();
      store.close();
    }
  }

  @Test
  void aRunThatIsKilledAtAnyRequestIsGoneOnWithToTheSameEnd()
      throws IOException, InterruptedException {
    int kills = Integer.parseInt(requireNonNullElse(System.getenv("LOCKSTEP_CRASH_KILLS"), "15"));
    long seed = Long.parseLong(requireNonNullElse(System.getenv("LOCKSTEP_CRASH_SEED"), "1"));
    try (Sink sink = new Sink();
        CrashLoop loop = new CrashLoop(folder, seed, 3, sink)) {
      loop.run(kills);
    }
  }
}
