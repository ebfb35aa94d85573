package dev.lockstep.s3.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// AWS's shared configuration and credentials files.
final class AwsConfiguration {
  private static final String DEFAULT = "default";

  private final Environment environment;
  private final Path configPath;
  private final Path credentialsPath;
  private final IniFile config;
  private final IniFile credentials;

  private AwsConfiguration(Environment environment) {
    this.environment = environment;
    configPath = configPath(environment);
    credentialsPath = credentialsPath(environment);
    config = read(configPath);
    credentials = read(credentialsPath);
  }

  static AwsConfiguration read(Environment environment) {
    return new AwsConfiguration(environment);
  }

  static Path configPath(Environment environment) {
    return environment.file("AWS_CONFIG_FILE", ".aws/config");
  }

  static Path credentialsPath(Environment environment) {
    return environment.file("AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials");
  }

  private static IniFile read(Path path) {
    try {
      return IniFile.parse(Files.readAllLines(path));
    } catch (NoSuchFileException _) {
      return IniFile.parse(List.of());
    } catch (IOException e) {
      throw new ProfileException("AWS's file " + path + " can't be read: " + e.getMessage(), e);
    }
  }

  /// The profile that the user has named.
  Profile named(String name) {
    if (!exists(name)) {
      throw unknown(name);
    }
    return profile(name, true);
  }

  /// The profile that counts when none is named: `AWS_PROFILE`'s, or `default`, which need not
  /// exist.
  Profile unnamed() {
    String named = environment.first("AWS_PROFILE", "AWS_DEFAULT_PROFILE");
    if (named != null && !exists(named)) {
      throw unknown(named);
    }
    return profile(named == null ? DEFAULT : named, false);
  }

  private boolean exists(String name) {
    return config.has("profile", name)
        || name.equals(DEFAULT) && config.has("", name)
        || credentials.has("", name);
  }

  /// Where both files have a property, the credentials file's counts.
  private Profile profile(String name, boolean explicit) {
    Map<String, String> properties = new LinkedHashMap<>();
    if (name.equals(DEFAULT)) {
      properties.putAll(config.section("", name));
    }
    properties.putAll(config.section("profile", name));
    properties.putAll(credentials.section("", name));
    String services = properties.get("services");
    if (services != null && !config.has("services", services)) {
      throw new ProfileException(
          "Profile '"
              + name
              + "' refers to [services "
              + services
              + "], which is not in "
              + configPath);
    }
    return new Profile(
        name,
        explicit,
        properties,
        services == null ? Map.of() : config.section("services", services),
        environment);
  }

  private ProfileException unknown(String name) {
    TreeSet<String> names = new TreeSet<>(credentials.names());
    for (String section : config.names()) {
      if (section.startsWith("profile ")) {
        names.add(section.substring("profile ".length()));
      } else if (section.equals(DEFAULT)) {
        names.add(section);
      }
    }
    List<String> near = new ArrayList<>(names);
    near.sort((a, b) -> Integer.compare(distance(name, a), distance(name, b)));
    String hint =
        near.isEmpty()
            ? "there are none"
            : "there is " + String.join(", ", near.subList(0, Math.min(3, near.size())));
    return new ProfileException(
        "There is no profile '%s' in %s or %s; %s%s"
            .formatted(
                name, configPath, credentialsPath, hint, near.size() > 3 ? " and others" : ""));
  }

  /// How many letters must be changed, added or left out to make one of the other.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
