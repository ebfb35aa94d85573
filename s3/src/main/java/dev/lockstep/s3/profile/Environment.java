package dev.lockstep.s3.profile;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the process was started with: variables, and where the user's files are.
///
/// @param home the user's home directory
public record Environment(Map<String, String> variables, Path home) {
  public Environment {
    variables = Map.copyOf(variables);
  }

  /// That of this process.
  public static Environment ofProcess() {
    return new Environment(System.getenv(), Path.of(System.getProperty("user.home", ".")));
  }

  /// A variable that is set and not empty.
  @Nullable String value(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /// The first of these that is set.
  @Nullable String first(String... names) {
    for (String name : names) {
      String value = value(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  boolean isTrue(String name) {
    return "true".equalsIgnoreCase(value(name));
  }

  /// The file that a variable names, else the usual one below the home directory.
  Path file(String variable, String usual) {
    String named = value(variable);
    return named == null ? home.resolve(usual) : path(named);
  }

  /// A path as people write it, with `~` for the home directory.
  Path path(String text) {
    return text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text);
  }
}
