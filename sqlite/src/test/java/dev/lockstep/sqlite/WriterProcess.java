package dev.lockstep.sqlite;

import static dev.lockstep.testkit.MapUnderTest.DESTINATION;
import static dev.lockstep.testkit.MapUnderTest.SOURCE;
import static dev.lockstep.testkit.MapUnderTest.TIME;
import static dev.lockstep.testkit.MapUnderTest.mapping;

import dev.lockstep.state.StateException;
import dev.lockstep.state.StateStore;
import dev.lockstep.state.VersionMap;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A process that writes a version map until it is killed, or for each line that it is sent; it
/// says on stdout what was recorded, after that is durable.
final class WriterProcess implements AutoCloseable {
  private static final int THREADS = 8;

  private final Process process;
  private final BufferedReader said;

  private WriterProcess(Process process) {
    this.process = process;
    this.said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static WriterProcess start(Path folder, String what, String... java) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of(java));
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.addAll(List.of(WriterProcess.class.getName(), folder + "", what));
    return new WriterProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  long pid() {
    return process.pid();
  }

  /// The next line; fails at the end.
  String line() throws IOException {
    String line = said.readLine();
    if (line == null) {
      throw new AssertionError("The process has ended");
    }
    return line;
  }

  /// Whatever it still says.
  List<String> lines() {
    return said.lines().toList();
  }

  /// Has it record once more.
  void ask() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /// Kills it.
  ///
  /// @return what it had said before
  List<String> kill() throws IOException {
    // Not by the process itself, which would close what it has said.
    process.toHandle().destroyForcibly();
    List<String> last = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    for (int c = said.read(); c >= 0; c = said.read()) {
      rest.append((char) c);
    }
    // A line that was cut off was not said.
    int end = rest.lastIndexOf("\n");
    if (end >= 0) {
      last.addAll(List.of(rest.substring(0, end).split("\n")));
    }
    process.onExit().join();
    return last;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  static void main(String[] arguments) throws IOException {
    Path folder = new File(arguments[0]).toPath();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (StateStore store = new SqliteStateHome(folder, () -> TIME).open();
        VersionMap map = store.versionMap(SOURCE, DESTINATION)) {
      switch (arguments[1]) {
        case "until killed" -> writeUntilKilled(map, out);
        case "when asked" -> writeWhenAsked(map, out);
        case "nothing" -> out.println("opened");
        default -> throw new IllegalArgumentException(arguments[1]);
      }
    } catch (StateException e) {
      out.println(e.reason() + " " + e.getMessage());
    }
  }

  private static void writeUntilKilled(VersionMap map, PrintStream out) {
    long epoch = map.epoch();
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        pool.execute(() -> {
          for (int i = 0; true; i++) {
            String key = epoch + "/" + thread + "/" + i;
            map.record(List.of(mapping(key, "1", TIME), mapping(key, "2", TIME)));
            synchronized (out) {
              out.println(key);
            }
          }
        });
      }
    }
  }

  private static void writeWhenAsked(VersionMap map, PrintStream out) throws IOException {
    out.println("epoch " + map.epoch());
    int i = 0;
    while (System.in.read() >= 0) {
      map.record(List.of(mapping("asked", "v" + i, TIME)));
      i++;
      out.println("recorded");
    }
  }
}
