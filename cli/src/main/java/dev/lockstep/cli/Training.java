package dev.lockstep.cli;

import java.util.List;

/// What the launcher runs once after a build, so that the JVM can store the loaded and linked
/// classes for later starts: the ways in that users take. What is not run here is loaded the slow
/// way at every start.
final class Training {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("--help"),
          List.of("--version"),
          List.of("sync", "--help"),
          List.of("demo", "--quiet"),
          List.of("sync", "no store"));

  private Training() {}

  static void main(String[] arguments) {
    for (List<String> command : COMMANDS) {
      Main.execute(Main.surroundings(), command.toArray(String[]::new));
    }
    // Not just returning: System.exit loads classes too. One of the commands is wrong on purpose.
    System.exit(0);
  }
}
