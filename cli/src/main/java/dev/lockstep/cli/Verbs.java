package dev.lockstep.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// The verbs, in the order of the help text. To read a verb's options by reflection takes longer
/// than all else of a start. So only those of verbs that were typed are read, and of the others
/// what the help text tells of them. Of all of them, where a file of arguments (`@FILE`) may name
/// any.
final class Verbs {
  /// It writes down the options of all verbs.
  private static final String READS_ALL =
      CompletionCommand.class.getAnnotation(Command.class).name();

  private record Entry(
      Class<? extends Verb> type,
      Function<Surroundings, Verb> maker,
      List<Function<Surroundings, Verb>> below) {
    Entry(Class<? extends Verb> type, Function<Surroundings, Verb> maker) {
      this(type, maker, List.of());
    }

    Command shown() {
      return type.getAnnotation(Command.class);
    }

    CommandLine whole(Surroundings around) {
      CommandLine line = new CommandLine(maker.apply(around));
      below.forEach(verb -> line.addSubcommand(verb.apply(around)));
      return line;
    }

    CommandLine outlined() {
      CommandSpec spec = CommandSpec.create().name(shown().name());
      spec.usageMessage().header(shown().header());
      return new CommandLine(spec);
    }
  }

  private static final List<Entry> ALL =
      List.of(
          new Entry(SyncCommand.class, SyncCommand::new),
          new Entry(CompareCommand.class, CompareCommand::new),
          new Entry(
              UploadsCommand.class,
              UploadsCommand::new,
              List.of(UploadsListCommand::new, UploadsAbortCommand::new)),
          new Entry(
              StateCommand.class,
              StateCommand::new,
              List.of(StateCheckCommand::new, StateBackupCommand::new, StateRestoreCommand::new)),
          new Entry(
              ManifestCommand.class,
              ManifestCommand::new,
              List.of(
                  ManifestCreateCommand::new,
                  ManifestCheckCommand::new,
                  ManifestCountCommand::new,
                  ManifestHeadCommand::new,
                  ManifestSplitCommand::new,
                  ManifestConvertCommand::new)),
          new Entry(QueryCommand.class, QueryCommand::new),
          new Entry(
              InventoryCommand.class,
              InventoryCommand::new,
              List.of(
                  InventoryRunCommand::new,
                  InventoryLsCommand::new,
                  InventoryDescribeCommand::new,
                  InventoryImportCommand::new,
                  InventoryPutCommand::new,
                  InventoryGetCommand::new,
                  InventoryListCommand::new,
                  InventoryDeleteCommand::new,
                  InventoryScheduleCommand::new,
                  InventoryExpireCommand::new)),
          new Entry(ProbeCommand.class, ProbeCommand::new),
          new Entry(DrillCommand.class, DrillCommand::new),
          new Entry(DemoCommand.class, DemoCommand::new),
          new Entry(CompletionCommand.class, CompletionCommand::new));

  private Verbs() {}

  /// All verbs: those that are named among the arguments as they are, the others in outline.
  static List<CommandLine> of(Surroundings around, String... arguments) {
    Set<String> typed = new HashSet<>(Arrays.asList(arguments));
    boolean any =
        typed.contains(READS_ALL) || typed.stream().anyMatch(word -> word.startsWith("@"));
    List<CommandLine> verbs = new ArrayList<>();
    for (Entry entry : ALL) {
      boolean whole = any || typed.contains(entry.shown().name());
      verbs.add(whole ? entry.whole(around) : entry.outlined());
    }
    return verbs;
  }
}
