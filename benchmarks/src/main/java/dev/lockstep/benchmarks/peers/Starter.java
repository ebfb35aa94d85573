package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Starts tools as processes and takes their time. GNU time tells the resident size; it costs a
/// millisecond, which all tools bear alike.
final class Starter {
  private static final Set<String> KEPT = Set.of("PATH", "LANG", "JAVA_HOME", "LOCKSTEP_JAVA_HOME");
  private static final long LIMIT_MINUTES = 30;
  private static final int TOLD = 400;

  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();

  /// @param stores by the profiles under which they stand in AWS's configuration
  Starter(Path folder, Map<String, URI> stores) throws IOException {
    this.folder = folder;
    System.getenv()
        .forEach((name, value) -> {
          if (KEPT.contains(name)) {
            environment.put(name, value);
          }
        });
    environment.put("HOME", Files.createDirectories(folder.resolve("home")).toString());
    environment.put("AWS_CONFIG_FILE", writeConfig(stores).toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
    environment.put("AWS_ACCESS_KEY_ID", Place.ACCESS_KEY);
    environment.put("AWS_SECRET_ACCESS_KEY", Place.SECRET_KEY);
    environment.put("AWS_REGION", Place.REGION);
    environment.put("RCLONE_CONFIG", "/dev/null");
    environment.put("NO_PROXY", "127.0.0.1,localhost");
    stores.forEach(this::addRemote);
  }

  private Path writeConfig(Map<String, URI> stores) throws IOException {
    StringBuilder text = new StringBuilder();
    stores.forEach((name, endpoint) ->
        text.append(
            """
            [profile %s]
            endpoint_url = %s
            region = %s
            aws_access_key_id = %s
            aws_secret_access_key = %s
            s3 =
              addressing_style = path
            """
                .formatted(name, endpoint, Place.REGION, Place.ACCESS_KEY, Place.SECRET_KEY)));
    return Files.writeString(folder.resolve("config"), text);
  }

  private void addRemote(String name, URI endpoint) {
    String start = "RCLONE_CONFIG_" + name.toUpperCase(java.util.Locale.ROOT) + "_";
    environment.put(start + "TYPE", "s3");
    environment.put(start + "PROVIDER", "Other");
    environment.put(start + "ENDPOINT", endpoint.toString());
    environment.put(start + "REGION", Place.REGION);
    environment.put(start + "ACCESS_KEY_ID", Place.ACCESS_KEY);
    environment.put(start + "SECRET_ACCESS_KEY", Place.SECRET_KEY);
    environment.put(start + "FORCE_PATH_STYLE", "true");
  }

  /// What came of a process.
  ///
  /// @param wall seconds
  /// @param resident KiB at the most
  /// @param failure why it does not count; empty when it ended well
  record Ended(double wall, ChildTimes times, long resident, String output, String failure) {}

  /// An empty folder.
  Path fresh() throws IOException {
    return Files.createTempDirectory(folder, "run");
  }

  /// Runs a command to its end.
  Ended run(List<String> command, Map<String, String> more, Path place)
      throws IOException, InterruptedException {
    Path told = place.resolve("time");
    Path output = place.resolve("output");
    Path errors = place.resolve("errors");
    List<String> words = new ArrayList<>(List.of("/usr/bin/time", "-f", "%M", "-o"));
    words.add(told.toString());
    words.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(place.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().putAll(more);
    ChildTimes before = ChildTimes.now();
    long start = System.nanoTime();
    Process process = builder.start();
    boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    double wall = (System.nanoTime() - start) / 1e9;
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return new Ended(wall, new ChildTimes(0, 0), 0, "", "it took too long");
    }
    ChildTimes times = ChildTimes.now().since(before);
    String said = Files.readString(output) + Files.readString(errors);
    String failure =
        process.exitValue() == 0
            ? ""
            : "exit "
                + process.exitValue()
                + ": "
                + said.substring(Math.max(0, said.length() - TOLD)).strip();
    return new Ended(wall, times, resident(told), said, failure);
  }

  private static long resident(Path told) throws IOException {
    List<String> lines = Files.readAllLines(told);
    return Long.parseLong(lines.getLast());
  }
}
