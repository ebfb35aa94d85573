package dev.lockstep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// `lockstep.yaml`. All that is wrong with one is told together, each with its line.
///
/// @param tables what tables of `query` are, by name
record ConfigFile(Map<String, String> tables) {
  /// There is none.
  static final ConfigFile NONE = new ConfigFile(Map.of());

  private static final String TABLES = "tables";
  private static final Set<String> KEYS = Set.of(TABLES);
  private static final int LARGEST = 1 << 20;

  /// @throws WrongUsage when it can't be read, or something in it is not understood
  static ConfigFile read(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new WrongUsage(file + " is too large for settings");
      }
      return new Reading(file).whole(Files.readString(file));
    } catch (NoSuchFileException _) {
      throw new WrongUsage("There is no file " + file);
    } catch (IOException e) {
      throw new WrongUsage(file + " can't be read: " + e.getMessage());
    }
  }

  /// Reads one file.
  private static final class Reading {
    private final Path file;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> tables = new LinkedHashMap<>();

    Reading(Path file) {
      this.file = file;
    }

    ConfigFile whole(String text) {
      composed(text).ifPresent(this::top);
      if (!problems.isEmpty()) {
        throw new WrongUsage(String.join(System.lineSeparator() + "  ", problems));
      }
      return new ConfigFile(tables);
    }

    private Optional<Node> composed(String text) {
      try {
        LoadSettings settings =
            LoadSettings.builder().setLabel(file.toString()).setMaxAliasesForCollections(0).build();
        return new Compose(settings).composeString(text);
      } catch (MarkedYamlEngineException e) {
        int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
        problems.add(file + ":" + line + ": this is no YAML: " + e.getProblem());
      } catch (YamlEngineException e) {
        problems.add(file + ": this is no YAML: " + e.getMessage());
      }
      return Optional.empty();
    }

    private void top(Node node) {
      Map<String, Node> members = members(node, "settings by name, such as 'tables:'");
      members.forEach((name, value) -> {
        if (name.equals(TABLES)) {
          members(value, "tables by name, such as 'inv: a:reports/inv/src/weekly/latest'")
              .forEach(this::table);
        } else {
          wrong(
              value,
              "there is no setting '"
                  + name
                  + "'"
                  + NearestName.of(name, KEYS)
                      .map(near -> "; did you mean " + near + "?")
                      .orElse(""));
        }
      });
    }

    private void table(String name, Node value) {
      if (!TableOption.isName(name)) {
        wrong(value, "'" + name + "' is no name of a table: letters, digits, _ and -");
      } else if (!(value instanceof ScalarNode text)
          || text.getTag().equals(Tag.NULL)
          || text.getValue().isEmpty()) {
        wrong(value, "the table '" + name + "' is of nothing: a report, a listing or a manifest");
      } else {
        tables.put(name, text.getValue());
      }
    }

    /// What stands in a mapping, each name once.
    private Map<String, Node> members(Node node, String what) {
      Map<String, Node> members = new LinkedHashMap<>();
      if (!(node instanceof MappingNode mapping)) {
        wrong(node, "here belong " + what);
        return members;
      }
      for (NodeTuple member : mapping.getValue()) {
        if (!(member.getKeyNode() instanceof ScalarNode name)) {
          wrong(member.getKeyNode(), "this is no name");
        } else if (members.put(name.getValue(), member.getValueNode()) != null) {
          wrong(name, "'" + name.getValue() + "' stands here a second time");
        }
      }
      return members;
    }

    private void wrong(Node node, String problem) {
      int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.add(file + ":" + line + ": " + problem);
    }
  }
}
