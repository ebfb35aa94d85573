package dev.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * ARCHITECTURE.md walks through the code by naming classes, so each class it names must be there.
 */
class WalkTest {
  private static final Path REPOSITORY = Path.of("..");

  /** A word in backticks that is written as a class is; of {@code Outer.Inner}, each part. */
  private static final Pattern NAMED =
      Pattern.compile("(?<=[`.])[A-Z][A-Z0-9]*[a-z][A-Za-z0-9]*(?=(\\.[A-Z]\\w*)*`)");

  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|interface|record|enum)\\s+([A-Z]\\w*)");

  private static final Set<String> OF_OTHERS = Set.of("Clock");

  @Test
  void everyClassNamedInTheArchitectureExists() throws IOException {
    Set<String> named = find(NAMED, 0, REPOSITORY.resolve("ARCHITECTURE.md"));
    named.removeAll(OF_OTHERS);

    assertThat(declared()).containsAll(named);
  }

  private static Set<String> declared() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> modules = Files.list(REPOSITORY)) {
      for (Path sources : modules.map(module -> module.resolve("src")).toList()) {
        if (Files.isDirectory(sources)) {
          names.addAll(declaredIn(sources));
        }
      }
    }
    return names;
  }

  private static Set<String> declaredIn(Path sources) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        names.addAll(find(DECLARED, 1, file));
      }
    }
    return names;
  }

  private static Set<String> find(Pattern pattern, int group, Path file) throws IOException {
    return pattern
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult match) -> match.group(group))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
