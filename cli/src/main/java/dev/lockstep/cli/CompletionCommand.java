package dev.lockstep.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lockstep completion SHELL`.
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    header = "Prints what makes a shell complete verbs and options.",
    footer = {
      "",
      "Examples:",
      "  source <(lockstep completion bash)          in ~/.bashrc",
      "  source <(lockstep completion zsh)           in ~/.zshrc"
    })
final class CompletionCommand extends Verb {
  /// The shells that can be helped.
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// As they are typed.
    static final class Names implements Iterable<String> {
      @Override
      public Iterator<String> iterator() {
        return Arrays.stream(values()).map(Shell::toString).iterator();
      }
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "SHELL",
      completionCandidates = Shell.Names.class,
      description = "bash or zsh.")
  private Shell shell = Shell.BASH;

  CompletionCommand(Surroundings around) {
    super(around);
  }

  @Override
  ExitCode run() {
    String script = AutoComplete.bash("lockstep", spec.root().commandLine());
    around
        .out()
        .print(shell == Shell.BASH ? script : "autoload -U +X compinit && compinit\n" + script);
    around.out().flush();
    return ExitCode.DONE;
  }
}
