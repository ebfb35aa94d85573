package dev.lockstep.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `lockstep demo`.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header =
        "Shows the main job on two stores of its own: needs no account and leaves nothing behind.",
    description = {
      "",
      "Starts two stores in memory, reached over HTTP on 127.0.0.1 as any others are; fills one; then syncs, changes, syncs again, corrupts and heals, printing each command as you would type it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  lockstep demo              takes some seconds",
      "  lockstep demo --keep       then leaves the stores running, to play with"
    })
final class DemoCommand extends Verb {
  @Option(
      names = "--keep",
      description =
          "Leave the stores running at the end until Ctrl-C, and print how to reach them.")
  private boolean keep;

  @Option(
      names = "--objects",
      paramLabel = "N",
      description = "How many objects to begin with (default: ${DEFAULT-VALUE}).")
  private int objects = 3000;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing but what goes wrong.")
  private boolean quiet;

  DemoCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run() {
    if (objects < 100 || objects > 1_000_000) {
      throw new WrongUsage("--objects is 100 to 1,000,000");
    }
    try (DemoStores stores = DemoStores.start(around.clock());
        ShutdownHook _ = ShutdownHook.of(stores::close)) {
      boolean asTold = new DemoStory(around, stores, quiet).tell(objects);
      if (keep) {
        stores.printProfiles(around.out());
        waitForInterrupt();
      }
      return asTold ? ExitCode.DONE : ExitCode.NOT_IN_STEP;
    } catch (IOException e) {
      around.err().println("lockstep: the demo can't write its folder: " + e.getMessage());
      around.err().flush();
      return ExitCode.NOT_IN_STEP;
    }
  }

  /// Until the process is ended.
  private static void waitForInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
