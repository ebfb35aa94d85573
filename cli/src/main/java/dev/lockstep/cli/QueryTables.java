package dev.lockstep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The tables that can be asked.
///
/// @param typed those of the command line
/// @param configured those of `lockstep.yaml` that have another name
record QueryTables(List<TableOption> typed, List<TableOption> configured) {
  /// @param options as they follow `--table`
  /// @throws WrongUsage when one is not understood
  static QueryTables of(List<String> options, ConfigFile config) {
    List<TableOption> typed = options.stream().map(TableOption::parse).toList();
    Set<String> taken = typed.stream().map(TableOption::name).collect(Collectors.toSet());
    List<TableOption> configured = new ArrayList<>();
    config
        .tables()
        .forEach((name, what) -> {
          if (!taken.contains(name)) {
            configured.add(new TableOption(name, what));
          }
        });
    return new QueryTables(typed, List.copyOf(configured));
  }

  List<TableOption> all() {
    return joined(configured);
  }

  /// Those of the command line, and of the others those that a statement names: nobody wants the
  /// rest fetched.
  List<TableOption> neededBy(String statement) {
    return joined(configured.stream().filter(table -> table.isIn(statement)).toList());
  }

  private List<TableOption> joined(List<TableOption> others) {
    List<TableOption> all = new ArrayList<>(typed);
    all.addAll(others);
    return List.copyOf(all);
  }
}
