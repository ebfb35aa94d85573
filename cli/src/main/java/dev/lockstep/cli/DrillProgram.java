package dev.lockstep.cli;

import dev.lockstep.cli.RequestFlags.RequestSettings;
import dev.lockstep.drill.Fence;
import dev.lockstep.drill.Program;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.WaitingClock;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.sandbox.fault.FaultPlan;
import dev.lockstep.sandbox.fault.FaultyStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// The program for a drill: as if its commands had been typed, over stores that are fenced in. One
/// thread.
final class DrillProgram implements Program, AutoCloseable {
  private static final int PAGE = 20;
  private static final int FASTER = 20;

  /// What goes wrong because it is planned to is not healed by waiting longer.
  private static final WaitingClock FAST =
      new WaitingClock() {
        private final WaitingClock system = WaitingClock.system();
        private final long began = system.nanos();

        @Override
        public long nanos() {
          return (system.nanos() - began) * FASTER;
        }

        @Override
        public void await(long nanos) {
          system.await(nanos / FASTER);
        }
      };

  private final Surroundings around;
  private final Address from;
  private final Address to;
  private final List<Fence.Area> areas;
  private final Path state;
  private final RequestSettings settings;
  private final BooleanSupplier stopped;
  private final Map<String, ObjectStore> opened = new LinkedHashMap<>();

  /// @param from the source of the runs, under the drill's prefix
  /// @param to the destination, likewise
  /// @param areas what may be touched
  /// @param stopped whether nothing goes through the fence any more
  DrillProgram(
      Surroundings around,
      Address from,
      Address to,
      List<Fence.Area> areas,
      Path state,
      RequestSettings settings,
      BooleanSupplier stopped) {
    this.around = around;
    this.from = from;
    this.to = to;
    this.areas = areas;
    this.state = state;
    this.settings = settings;
    this.stopped = stopped;
  }

  /// A store that can be reached within the fence alone.
  ///
  /// @param shut whether nothing goes through any more
  ObjectStore fenced(String profile, BooleanSupplier shut) {
    return new Fence(opened.computeIfAbsent(profile, name -> opener().open(name)), areas, shut);
  }

  private Stores.Opener opener() {
    return settings.insecure() ? around.opener().insecure() : around.opener();
  }

  /// What can be typed for an address.
  static String text(Address address) {
    String store = address.store().isEmpty() ? "s3://" : address.store() + ":";
    ObjectKey prefix = address.prefix();
    return store + address.bucket() + (prefix.isEmpty() ? "" : "/" + prefix.text());
  }

  private List<String> sync(List<String> more) {
    List<String> line = new ArrayList<>(List.of("sync", text(from), text(to)));
    line.addAll(List.of("--output", "json", "--quiet", "--state-dir", state.toString()));
    line.addAll(more);
    Map<String, String> requests = new LinkedHashMap<>();
    requests.put("--retries", Integer.toString(settings.retries()));
    requests.put("--give-up-after", settings.giveUpAfter().toSeconds() + "s");
    if (settings.requestsPerSecond() < Double.POSITIVE_INFINITY) {
      requests.put("--requests-per-second", Double.toString(settings.requestsPerSecond()));
    }
    if (settings.bandwidth() < Long.MAX_VALUE) {
      requests.put("--bandwidth", Long.toString(settings.bandwidth()));
    }
    if (settings.insecure()) {
      line.add(TlsOptions.INSECURE);
    }
    requests.keySet().removeAll(more);
    requests.forEach((option, value) -> line.addAll(List.of(option, value)));
    return line;
  }

  @Override
  public Ending sync(FaultPlan plan, Side side, List<String> more) {
    String struck = side == Side.SOURCE ? from.store() : to.store();
    return execute(
        sync(more),
        new Stores.Opener() {
          @Override
          public ObjectStore open(String profile) {
            FaultPlan here = profile.equals(struck) ? plan : FaultPlan.none();
            return new FaultyStore(fenced(profile, stopped), here, PAGE);
          }

          @Override
          public WaitingClock waiting() {
            return FAST;
          }
        });
  }

  @Override
  public Ending compare() {
    return execute(
        List.of("compare", text(from), text(to), "--by", "metadata", "--output", "json", "--quiet"),
        profile -> fenced(profile, stopped));
  }

  private Ending execute(List<String> line, Stores.Opener opener) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings inside =
        new Surroundings(
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            opener,
            state,
            Signals.NONE,
            around.clock(),
            around.random());
    int code = Main.execute(inside, line.toArray(String[]::new));
    return new Ending(code, out.toString(), err.toString());
  }

  /// Started as this process was.
  @Override
  public Process start(Path out, Path err) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.add(Main.class.getName());
    command.addAll(sync(List.of()));
    return new ProcessBuilder(command)
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
  }

  @Override
  public void close() {
    opened.values().forEach(ObjectStore::close);
  }
}
