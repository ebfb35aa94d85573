package dev.lockstep.cli;

import dev.lockstep.s3.profile.Environment;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Where the program starts: the verbs, and what is said when there is none.
@Command(
    name = "lockstep",
    header = "Keeps object-storage buckets in step, on any S3-compatible store.",
    synopsisSubcommandLabel = "VERB",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  lockstep demo                                   see it work, by itself",
      "  lockstep sync old:photos new:photos --dry-run   what would be done",
      "  lockstep sync old:photos new:photos             do it",
      "  lockstep compare old:photos new:photos          is it the same?",
      "  lockstep probe new:photos                       what can this store do?",
      "  lockstep inventory run old:photos --to old:reports --id daily    as a report",
      "  lockstep drill old:photos new:photos            does all that hold here?",
      "",
      "Stores are AWS profiles: NAME:bucket/prefix is the store of the profile NAME in",
      "~/.aws/config, with its endpoint_url, region and credentials;",
      "s3://bucket/prefix uses the default chain.",
      "'lockstep VERB --help' tells more."
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /// Runs the verb that the arguments name and ends the process with its exit code.
  public static void main(String[] arguments) {
    Surroundings around = surroundings();
    int code = execute(around, arguments);
    // Help and versions come from no verb.
    if (code == ExitCode.DONE.code() && around.out().checkError()) {
      around.err().println(Verb.UNWRITTEN);
      code = ExitCode.NOT_IN_STEP.code();
    }
    // Not just returning: a thread of a library must not keep the process.
    System.exit(code);
  }

  static Surroundings surroundings() {
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    boolean terminal = Boolean.getBoolean("lockstep.terminal");
    Consumer<String> telling = Surroundings.telling(err, terminal);
    return new Surroundings(
        System.in,
        new PrintWriter(System.out, false, StandardCharsets.UTF_8),
        err,
        terminal,
        ProfileStores.of(
            Environment.ofProcess(),
            notice -> telling.accept("lockstep: " + notice),
            InstantSource.system()),
        StateFolder.usual(System.getenv(), Path.of(System.getProperty("user.home", "."))),
        ProcessSignals::new,
        InstantSource.system(),
        new SecureRandom());
  }

  /// Does what the arguments say.
  ///
  /// @return the exit code
  static int execute(Surroundings around, String... arguments) {
    return commandLine(around, arguments).execute(arguments);
  }

  static CommandLine commandLine(Surroundings around, String... arguments) {
    CommandLine line = new CommandLine(new Main());
    Verbs.of(around, arguments).forEach(verb -> line.addSubcommand(verb.getCommandName(), verb));
    line.setOut(around.out());
    line.setErr(around.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setUsageHelpLongOptionsMaxWidth(34);
    line.setParameterExceptionHandler(Main::wrongUsage);
    line.setExecutionExceptionHandler(Main::unexpected);
    return line;
  }

  private static int wrongUsage(CommandLine.ParameterException e, String[] arguments) {
    CommandLine verb = e.getCommandLine();
    List<String> unmatched =
        e instanceof CommandLine.UnmatchedArgumentException unknown
            ? unknown.getUnmatched()
            : List.of();
    String message =
        unmatched.isEmpty()
            ? String.valueOf(e.getMessage())
            : unknown(verb.getCommandSpec(), unmatched.getFirst());
    verb.getErr().println("lockstep: " + message);
    verb.getErr().println("Try '" + verb.getCommandSpec().qualifiedName() + " --help'.");
    verb.getErr().flush();
    return ExitCode.WRONG_USAGE.code();
  }

  private static String unknown(CommandSpec verb, String typed) {
    boolean option = typed.startsWith("-");
    boolean verbs = !option && !verb.subcommands().isEmpty();
    String name = option ? typed.replaceFirst("=.*", "") : typed;
    String what =
        option
            ? "unknown option '" + name + "'"
            : verbs ? "there is no verb '" + name + "'" : "'" + name + "' is one argument too many";
    Set<String> known = option ? verb.optionsMap().keySet() : verb.subcommands().keySet();
    return what
        + NearestName.of(name, known).map(nearest -> "; did you mean " + nearest + "?").orElse("");
  }

  /// A fault of ours. Stores' failures never come here: they are part of a report.
  private static int unexpected(Exception e, CommandLine verb, CommandLine.ParseResult parsed) {
    verb.getErr().println("lockstep: this should not have happened, and is worth an issue: " + e);
    for (StackTraceElement frame : e.getStackTrace()) {
      verb.getErr().println("  at " + frame);
    }
    verb.getErr().flush();
    return ExitCode.NOT_IN_STEP.code();
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
    spec.commandLine().getOut().flush();
  }

  /// The version in the jar's manifest.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"lockstep " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
