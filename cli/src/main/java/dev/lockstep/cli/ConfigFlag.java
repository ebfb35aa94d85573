package dev.lockstep.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--config FILE`: where settings are that AWS's files can't hold.
final class ConfigFlag {
  private static final Path USUAL = Path.of("lockstep.yaml");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings to go by (default: lockstep.yaml in this folder, if it is there).")
  private @Nullable Path config;

  /// @throws WrongUsage when the file can't be read, or something in it is not understood
  ConfigFile read() {
    if (config != null) {
      return ConfigFile.read(config);
    }
    return Files.exists(USUAL) ? ConfigFile.read(USUAL) : ConfigFile.NONE;
  }
}
