package dev.lockstep.cli;

import dev.lockstep.object.ObjectAttributes;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.stream.Collectors;

/// The demo's steps, each a command as one would type it, run as it would be run, its exit code
/// checked.
final class DemoStory {
  private final Surroundings around;
  private final DemoStores stores;
  private final PrintWriter out;
  private final DemoObjects atSource;
  private final DemoObjects atDestination;
  private boolean asTold = true;

  DemoStory(Surroundings around, DemoStores stores, boolean quiet) {
    this.around = around;
    this.stores = stores;
    this.out = quiet ? new PrintWriter(Writer.nullWriter()) : around.out();
    this.atSource = new DemoObjects(stores.old());
    this.atDestination = new DemoObjects(stores.young());
  }

  /// @return whether every step ended as it should
  boolean tell(int objects) {
    say(
        "Two stores have been started, 'old' and 'new', each with a bucket 'photos'. The old one gets "
            + Amounts.objects(objects)
            + ": awkward keys, headers, tags, another storage class, nothing at all, 12 MiB in three parts.");
    atSource.fill(objects);

    say("What would a sync do?");
    type(ExitCode.DONE, "sync", "old:photos", "new:photos", "--dry-run");
    say("Do it:");
    type(ExitCode.DONE, "sync", "old:photos", "new:photos");
    say("Again: nothing to do, and nothing but LIST requests to know it.");
    type(ExitCode.DONE, "sync", "old:photos", "new:photos");

    say("At the source one object changes, one comes, one goes.");
    atSource.put("awkward/a//b", "changed", ObjectAttributes.NONE);
    atSource.put("added", "new here", ObjectAttributes.NONE);
    atSource.delete("awkward/dir/");
    type(ExitCode.DONE, "sync", "old:photos", "new:photos", "--delete", "--max-delete", "5");

    say("At the destination one object is corrupted, its size kept. A comparison finds it:");
    atDestination.put("added", "NEW HERE", ObjectAttributes.NONE);
    type(ExitCode.NOT_IN_STEP, "compare", "old:photos", "new:photos");
    say("and a sync heals it.");
    type(ExitCode.DONE, "sync", "old:photos", "new:photos");
    type(
        ExitCode.DONE,
        "compare",
        "old:photos",
        "new:photos",
        "--by",
        "metadata",
        "--include",
        "awkward/*");

    say(
        "On your own stores it is the same: each profile in ~/.aws/config is a store.\n"
            + "Next: lockstep sync --help");
    return asTold;
  }

  private void say(String text) {
    out.println();
    out.println(text);
    out.flush();
  }

  private void type(ExitCode expected, String... arguments) {
    out.println();
    out.println(
        "$ lockstep "
            + Arrays.stream(arguments).map(DemoStory::quoted).collect(Collectors.joining(" ")));
    out.flush();
    Surroundings inside =
        new Surroundings(
            out,
            around.err(),
            around.terminal(),
            stores.opener(),
            stores.stateFolder(),
            Signals.NONE,
            around.clock(),
            around.random());
    int code = Main.execute(inside, arguments);
    if (code != expected.code()) {
      asTold = false;
      around
          .err()
          .println("lockstep: the demo expected exit code " + expected.code() + " and got " + code);
    }
  }

  private static String quoted(String argument) {
    return argument.contains("*") ? "'" + argument + "'" : argument;
  }
}
