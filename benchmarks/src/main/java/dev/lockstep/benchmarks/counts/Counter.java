package dev.lockstep.benchmarks.counts;

import dev.lockstep.benchmarks.peers.StoreProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Runs `sync` in a process of its own between two stores, and counts.
final class Counter {
  private static final String PROFILE =
      """
      [profile %s]
      endpoint_url = %s
      region = us-east-1
      aws_access_key_id = lockstep
      aws_secret_access_key = lockstep-secret
      s3 =
        addressing_style = path
      """;
  private static final int COLUMNS = 5;

  private final Path folder;

  Counter(Path folder) {
    this.folder = folder;
  }

  /// @param from options of the source, which has a bucket `source`
  /// @param to options of the destination
  /// @param target its bucket
  /// @param traced whether to count system calls
  CountedRun run(String from, List<String> to, String target, boolean traced)
      throws IOException, InterruptedException {
    Path place = Files.createTempDirectory(folder, "run");
    try (StoreProcess one = StoreProcess.start(List.of("--synthetic", from));
        StoreProcess other = StoreProcess.start(to)) {
      String config =
          PROFILE.formatted("left", one.endpoint()) + PROFILE.formatted("right", other.endpoint());
      Files.writeString(place.resolve("config"), config);
      List<String> words = new ArrayList<>();
      if (traced) {
        words.addAll(List.of("strace", "-f", "-c", "-o", place.resolve("calls").toString()));
      }
      words.addAll(program(place));
      words.addAll(List.of("sync", "left:source", "right:" + target, "--quiet"));
      words.addAll(List.of("--output", "json", "--state-dir", place.resolve("state").toString()));
      start(words, place);
      Map<String, Long> requests = new TreeMap<>(one.requests());
      other.requests().forEach((name, count) -> requests.merge(name, count, Long::sum));
      return new CountedRun(
          requests,
          Long.parseLong(Files.readString(place.resolve("allocated"))),
          traced ? calls(Files.readAllLines(place.resolve("calls"))) : Map.of());
    }
  }

  private static List<String> program(Path place) {
    return List.of(
        Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Xmx600m",
        "-D" + AllocatingMain.FILE + "=" + place.resolve("allocated"),
        "-cp",
        System.getProperty("java.class.path", ""),
        AllocatingMain.class.getName());
  }

  private static void start(List<String> words, Path place)
      throws IOException, InterruptedException {
    Path output = place.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("AWS_CONFIG_FILE", place.resolve("config").toString());
    builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", place.resolve("none").toString());
    Process process = builder.start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("The run took more than a minute");
    }
    String said = Files.readString(output);
    if (process.exitValue() != 0 || !said.contains("\"complete\":true,\"inSync\":true")) {
      throw new IOException("The run went wrong: " + said);
    }
  }

  /// Lines as `strace -c` writes them: share, seconds, microseconds a call, calls, maybe errors,
  /// name.
  static Map<String, Long> calls(List<String> lines) {
    Map<String, Long> calls = new TreeMap<>();
    for (String line : lines) {
      String[] words = line.strip().split("\\s+", -1);
      boolean row = words.length >= COLUMNS && words[0].matches("[0-9.]+");
      if (row && !words[words.length - 1].equals("total")) {
        calls.put(words[words.length - 1], Long.parseLong(words[COLUMNS - 2]));
      }
    }
    return calls;
  }
}
