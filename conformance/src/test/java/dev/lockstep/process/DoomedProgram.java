package dev.lockstep.process;

import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.sandbox.SandboxServer;
import dev.lockstep.sandbox.fault.Doorkeeper;
import dev.lockstep.sandbox.fault.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The program in a process of its own, which is killed at a chosen moment of its requests: it
/// reaches its stores through proxies that count them. One run at a time.
///
/// `LOCKSTEP_CRASH_KILLS` says how many kills a loop of current objects is to have, and
/// `LOCKSTEP_CRASH_SEED` with which seed.
public final class DoomedProgram {
  private static final List<String> JAVA =
      List.of(
          "-Xmx128m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Path folder;
  private final int page;
  private final AtomicReference<@Nullable Process> running = new AtomicReference<>();
  private final AtomicInteger left = new AtomicInteger();

  /// @param folder for what it says
  /// @param page how many keys its stores list at a time
  public DoomedProgram(Path folder, int page) {
    this.folder = folder;
    this.page = page;
  }

  /// How many kills there are to be: one for so many of a loop of current objects, four at least.
  public static int kills(int forSoMany) {
    int all = Integer.parseInt(requireNonNullElse(System.getenv("LOCKSTEP_CRASH_KILLS"), "40"));
    return Math.max(4, all / forSoMany);
  }

  public static long seed() {
    return Long.parseLong(requireNonNullElse(System.getenv("LOCKSTEP_CRASH_SEED"), "1"));
  }

  /// What it is to be sent to in place of a server.
  public FaultProxy before(SandboxServer server) {
    FaultProxy proxy = FaultProxy.before(server.endpoint(), page, InstantSource.system());
    proxy.watch((moment, _) -> passes(moment));
    return proxy;
  }

  /// How it reaches what is behind a proxy.
  public static String profile(String name, FaultProxy proxy) {
    return LockstepProcess.profile(name, proxy.endpoint(), "us-east-1", "access", "secret");
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

  /// Runs it; where it is not killed, it must end well.
  ///
  /// @param config AWS's configuration
  /// @param moments after how many it is killed, unless it has ended by then
  public boolean isKilled(String config, int moments, List<String> line)
      throws IOException, InterruptedException {
    left.set(moments);
    Process process = new LockstepProcess(folder, Map.of()).start(config, JAVA, line);
    running.set(process);
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
      running.set(null);
    }
    boolean killed = left.get() <= 0;
    assertThat(killed || process.exitValue() == 0)
        .as("seed %d: %s", seed(), out() + Files.readString(folder.resolve("err")))
        .isTrue();
    return killed;
  }

  /// What the last run said on stdout.
  public String out() throws IOException {
    return Files.readString(folder.resolve("out"));
  }
}
