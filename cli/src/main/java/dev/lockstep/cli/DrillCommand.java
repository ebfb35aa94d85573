package dev.lockstep.cli;

import dev.lockstep.drill.Drill;
import dev.lockstep.drill.DrillReport;
import dev.lockstep.drill.DrillSettings;
import dev.lockstep.drill.Fence;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lockstep drill A B`.
@Command(
    name = "drill",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Kills and faults itself between two stores of yours, and shows that nothing is lost.",
    description = {
      "",
      "Writes objects under PREFIX/lockstep-drill-.../ at A: small ones, odd keys, metadata, some in several parts. Syncs them to such a prefix at B while requests fail and answers lie (in this process: the stores see nothing of it), kills itself at moments of its work, and goes on. After each step it reads back, without the code that is drilled, what stands at B. In the end both prefixes are emptied, also after Ctrl-C. Nothing else is touched. Some 20,000 requests, and a few times the large objects.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lockstep drill old:photos new:photos                  all of it",
      "  lockstep drill old:trials new:trials/x/ --kills 50    kill it more often",
      "  lockstep drill old:photos new:photos --seed 7 --keep  again; leave the object",
      "  lockstep drill old:photos new:photos --output json",
      "",
      "Exit codes: 0 every promise held, 1 one did not, or something could not be",
      "removed, 2 wrong usage, 3 something stands under its prefix already, 4 a store",
      "could not be used, 130 told to stop."
    })
final class DrillCommand extends Verb {
  private static final long LARGEST = 10L << 30;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description =
          "PROFILE:bucket/prefix of an AWS profile, or s3://bucket/prefix by the default chain: the source.")
  private String sourceText = "";

  @Parameters(index = "1", paramLabel = "B", description = "The same for the destination.")
  private String destinationText = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Decides content, faults and moments, and names the prefix (default: by chance, and told).")
  private @Nullable Long seed;

  @Option(
      names = "--objects",
      paramLabel = "N",
      description = "Small objects (default: ${DEFAULT-VALUE}).")
  private int objects = 60;

  @Option(
      names = "--large-size",
      paramLabel = "SIZE",
      description = "Size of each of the two large objects (default: ${DEFAULT-VALUE}).")
  private String largeSize = "12M";

  @Option(
      names = "--kills",
      paramLabel = "N",
      description = "How often to kill the program (default: ${DEFAULT-VALUE}).")
  private int kills = 10;

  @Option(names = "--keep", description = "Leave the objects where they are.")
  private boolean keep;

  @Mixin private RequestFlags requests = new RequestFlags();
  @Mixin private OutputOptions output = new OutputOptions();

  DrillCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run() {
    DrillSettings settings = settings();
    around.warn(requests.settings());
    Path folder;
    try {
      folder = Files.createTempDirectory("lockstep-drill-");
    } catch (IOException e) {
      throw new UncheckedIOException("No folder can be made for the drill: " + e.getMessage(), e);
    }
    try {
      return drill(settings, Address.parse(sourceText), Address.parse(destinationText), folder);
    } finally {
      remove(folder);
    }
  }

  private DrillSettings settings() {
    if (objects < 20 || objects > 10_000) {
      throw new WrongUsage("--objects is 20 to 10,000");
    }
    if (kills < 0) {
      throw new WrongUsage("--kills is not negative");
    }
    long large = Amounts.bytes("--large-size", largeSize);
    if (large < 1 || large > LARGEST) {
      throw new WrongUsage("--large-size is one byte to 10G");
    }
    long chosen = seed == null ? around.random().nextInt(1, Integer.MAX_VALUE) : seed;
    return new DrillSettings(chosen, objects, large, kills, keep);
  }

  /// The drill's own place at an address.
  private static Address under(Address address, String name) {
    if (!address.prefix().isEmpty() && address.prefix().byteAt(0) == '/') {
      throw new WrongUsage("a drill can't be made under a prefix that begins with /");
    }
    return new Address(
        address.store(), address.bucket(), address.prefix().then(ObjectKey.of(name)));
  }

  private ExitCode drill(DrillSettings settings, Address a, Address b, Path folder) {
    String name = "lockstep-drill-" + Long.toHexString(settings.seed()) + "/";
    Address atA = under(a, name);
    Address atB = under(b, name);
    Address from = under(atA, "a/");
    Address to = under(atB, "b/");
    List<Fence.Area> areas =
        Stream.of(atA, atB).map(at -> new Fence.Area(at.bucket(), at.prefix())).toList();
    AtomicBoolean stopped = new AtomicBoolean();
    Path state = folder.resolve("state");
    try (DrillProgram program =
            new DrillProgram(around, from, to, areas, state, requests.settings(), stopped::get);
        Stores inside = stores(program, stopped);
        Stores lasting = stores(program, new AtomicBoolean());
        DrillProgress progress = new DrillProgress(around, output.quiet())) {
      List<BucketScope> toClear = Stream.of(atA, atB).distinct().map(lasting::scope).toList();
      Drill drill =
          new Drill(
              settings,
              program,
              inside.scope(from),
              inside.scope(to),
              toClear,
              folder,
              state,
              progress::tell);
      return run(
          drill,
          settings,
          new DrillAnswer(around.out(), output.json(), name, repeat(settings)),
          stopped,
          progress);
    }
  }

  private Stores stores(DrillProgram program, AtomicBoolean shut) {
    return new Stores(
        profile -> program.fenced(profile, shut::get),
        around.random(),
        requests.settings(),
        around.err()::println);
  }

  private ExitCode run(
      Drill drill,
      DrillSettings settings,
      DrillAnswer answer,
      AtomicBoolean stopped,
      DrillProgress progress) {
    try {
      List<String> inTheWay = drill.inTheWay();
      if (!inTheWay.isEmpty()) {
        around
            .err()
            .println(
                "lockstep: refused, as there is already: "
                    + String.join(", ", inTheWay)
                    + "; an earlier drill with this seed was kept or killed: remove that, or take another --seed");
        return ExitCode.REFUSED;
      }
    } catch (StoreException e) {
      around.err().println("lockstep: " + e.getMessage());
      return ExitCode.STORE_UNUSABLE;
    }
    long began = System.nanoTime();
    AtomicInteger signals = new AtomicInteger();
    DrillReport report;
    try (Signals.Ear _ = around.signals().to(() -> heard(signals, stopped, drill, answer))) {
      report = drill.run();
    }
    progress.close();
    answer.write(
        sourceText, destinationText, settings, report, Duration.ofNanos(System.nanoTime() - began));
    around.out().flush();
    return exitCode(report);
  }

  private void heard(
      AtomicInteger signals, AtomicBoolean stopped, Drill drill, DrillAnswer answer) {
    if (signals.incrementAndGet() > 1) {
      around.err().println("lockstep: interrupted; what was written stays under " + answer.name());
      around.err().flush();
      Runtime.getRuntime().halt(ExitCode.STOPPED.code());
    }
    stopped.set(true);
    drill.stop();
    around.err().println();
    around
        .err()
        .println("lockstep: stopping; what was written is removed. Once more to stop at once");
    around.err().flush();
  }

  private static ExitCode exitCode(DrillReport report) {
    if (report.broken() != null) {
      return ExitCode.NOT_IN_STEP;
    }
    if (report.stopped()) {
      return ExitCode.STOPPED;
    }
    if (report.failure() != null) {
      return ExitCode.STORE_UNUSABLE;
    }
    return report.leftBehind().isEmpty() ? ExitCode.DONE : ExitCode.NOT_IN_STEP;
  }

  /// The line that makes the same drill.
  private String repeat(DrillSettings settings) {
    return "lockstep drill "
        + sourceText
        + " "
        + destinationText
        + " --seed "
        + settings.seed()
        + " --objects "
        + settings.objects()
        + " --large-size "
        + settings.largeSize()
        + " --kills "
        + settings.kills();
  }

  private static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // What can't be deleted stays.
    }
  }
}
