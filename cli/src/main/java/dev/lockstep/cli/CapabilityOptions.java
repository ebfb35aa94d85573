package dev.lockstep.cli;

import dev.lockstep.endpoint.Capabilities;
import dev.lockstep.endpoint.Capabilities.Answer;
import dev.lockstep.endpoint.Capabilities.Finding;
import dev.lockstep.endpoint.Capabilities.Origin;
import dev.lockstep.endpoint.Capability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Option;

/// What the user knows better than the record of a store.
final class CapabilityOptions {
  @Option(
      names = "--capability",
      paramLabel = "NAME=yes|no",
      completionCandidates = Names.class,
      description =
          "What the destination can do, instead of what 'lockstep probe' has recorded of it. 'lockstep probe' lists the names. Repeatable.")
  private List<String> told = new ArrayList<>();

  /// What may follow `--capability`; `=yes` or `=no` follows that.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Capability.values()).map(Capability::optionName).iterator();
    }
  }

  /// The record, with what the user says instead.
  Capabilities over(Capabilities recorded, Instant now) {
    Capabilities all = recorded;
    for (String pair : told) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      Capability capability = Capability.named(name).orElseThrow(() -> unknown(name));
      Answer answer =
          switch (equals < 0 ? "" : pair.substring(equals + 1)) {
            case "yes" -> Answer.YES;
            case "no" -> Answer.NO;
            default ->
                throw new WrongUsage("--capability wants " + name + "=yes or " + name + "=no");
          };
      all = all.with(capability, new Finding(answer, Origin.TOLD, now, "--capability"));
    }
    return all;
  }

  private static WrongUsage unknown(String name) {
    List<String> names = Arrays.stream(Capability.values()).map(Capability::optionName).toList();
    String nearest =
        NearestName.of(name, names).map(near -> "; did you mean " + near + "?").orElse("");
    return new WrongUsage("--capability knows no '" + name + "'" + nearest);
  }
}
