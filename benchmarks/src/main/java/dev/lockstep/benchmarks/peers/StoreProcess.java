package dev.lockstep.benchmarks.peers;

import dev.lockstep.sandbox.SandboxMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A sandbox in a process of its own.
public final class StoreProcess implements AutoCloseable {
  private static final Pattern COUNT = Pattern.compile("\"(\\w+)\":(\\d+)");
  private static final double TICKS = 100;
  private static final int USER_TICKS = 11;

  private final Process process;
  private final URI endpoint;
  private final HttpClient client = HttpClient.newHttpClient();

  private StoreProcess(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /// @param options as the sandbox's command line takes them
  public static StoreProcess start(List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-Xms1g", "-Xmx6g", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.add(SandboxMain.class.getName());
    command.addAll(options);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    // Whoever ends this program by a signal leaves no sandbox behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = String.valueOf(out.readLine());
    if (!line.startsWith("READY ")) {
      process.destroy();
      throw new IOException("The sandbox did not start: " + line);
    }
    return new StoreProcess(process, URI.create(line.substring("READY ".length())));
  }

  public URI endpoint() {
    return endpoint;
  }

  /// Forgets the objects of a bucket.
  void empty(String bucket) throws IOException, InterruptedException {
    post("empty/" + bucket);
  }

  /// Starts counting requests anew.
  void resetCounts() throws IOException, InterruptedException {
    post("reset");
  }

  private void post(String what) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/-/" + what))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status != 204) {
      throw new IOException("The sandbox answers " + status + " to " + what);
    }
  }

  /// The requests since the counts were reset, by S3's names of the operations.
  public Map<String, Long> requests() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/-/stats")).build();
    String text = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    Map<String, Long> counts = new TreeMap<>();
    Matcher matcher = COUNT.matcher(text);
    while (matcher.find()) {
      counts.put(matcher.group(1), Long.parseLong(matcher.group(2)));
    }
    return counts;
  }

  /// The processor time that it has taken so far, in seconds.
  double processorSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]);
    return ticks / TICKS;
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
    process.onExit().join();
  }
}
