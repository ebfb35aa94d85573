package dev.lockstep.benchmarks.requests;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Measures what one request costs the client in processor time.
///
/// All contenders take their turns within one run, so that what else the machine does meets all
/// alike; before that each must have read the same from the same answers.
final class RequestCosts {
  /// How many requests are under way at the same time.
  static final int IN_FLIGHT = 64;

  /// What our own client may cost at the most, measured by the minimal one.
  private static final double LIMIT = 1.5;

  static final String OURS = "ours";
  static final String MINIMAL = "minimal";

  private final int rounds;
  private final Map<String, long[]> nanos = new LinkedHashMap<>();
  private double worst;

  private RequestCosts(int rounds) {
    this.rounds = rounds;
  }

  /// @param arguments how many rounds; which operations, in lower case and with commas; which
  ///   contenders
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
    List<Operation> operations = new ArrayList<>(List.of(Operation.values()));
    if (arguments.length > 1) {
      List<String> names = Arrays.asList(arguments[1].toUpperCase(Locale.ROOT).split(",", -1));
      operations.removeIf(operation -> !names.contains(operation.name()));
    }
    String wanted = arguments.length > 2 ? arguments[2] : "ours,minimal,netty,aws sdk";
    Path directory = Files.createTempDirectory("request-costs");
    RequestCosts costs = new RequestCosts(rounds);
    try (ServerProcess server = ServerProcess.start(directory)) {
      for (Target target : server.targets()) {
        costs.measure(target, operations, wanted);
      }
    }
    if (costs.worst > 0) {
      System.out.println(
          String.format(
              Locale.ROOT,
              "ours costs at most %.2f times the minimum; the limit is %.1f",
              costs.worst,
              LIMIT));
    }
    System.exit(costs.worst > LIMIT ? 1 : 0);
  }

  private void measure(Target target, List<Operation> operations, String wanted) throws Exception {
    Clock clock = Clock.systemUTC();
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new Ours(target, clock));
    contenders.add(new Minimal(target, clock));
    contenders.add(new OnNetty(target, clock));
    contenders.add(new AwsSdk(target));
    contenders.removeIf(
        contender -> !Arrays.asList(wanted.split(",", -1)).contains(contender.name()));
    for (Operation operation : operations) {
      nanos.clear();
      check(contenders, operation);
      for (int round = -warmUps(); round < rounds; round++) {
        for (Contender contender : contenders) {
          turn(contender, operation, round);
        }
      }
      print(target, operation, contenders);
    }
    for (Contender contender : contenders) {
      contender.close();
    }
  }

  private int warmUps() {
    return Math.max(4, rounds / 2);
  }

  private static void check(List<Contender> contenders, Operation operation) throws Exception {
    long expected = contenders.getFirst().run(operation, IN_FLIGHT);
    for (Contender contender : contenders) {
      long seen = contender.run(operation, IN_FLIGHT);
      if (seen != expected) {
        throw new IllegalStateException(
            contender.name() + " has read something else from the answers to " + operation);
      }
    }
  }

  private void turn(Contender contender, Operation operation, int round) throws Exception {
    int requests = operation.requests / contender.slowness();
    long before = ProcessorTime.nanos();
    contender.run(operation, requests);
    long spent = ProcessorTime.nanos() - before;
    if (round >= 0) {
      nanos.computeIfAbsent(contender.name(), _ -> new long[rounds])[round] = spent / requests;
    }
  }

  private void print(Target target, Operation operation, List<Contender> contenders) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(Locale.ROOT, "%-5s %-4s", target.tls() ? "https" : "http", operation));
    double least = median(MINIMAL);
    for (Contender contender : contenders) {
      double median = median(contender.name());
      double fastest = times(contender.name())[0] / 1000.0;
      line.append(
          String.format(Locale.ROOT, "  %s %.1f (%.1f) us", contender.name(), median, fastest));
      if (least > 0) {
        line.append(String.format(Locale.ROOT, " %.2fx", median / least));
      }
    }
    System.out.println(line);
    if (least > 0) {
      worst = Math.max(worst, median(OURS) / least);
    }
  }

  private double median(String contender) {
    long[] times = times(contender);
    return times[times.length / 2] / 1000.0;
  }

  private long[] times(String contender) {
    long[] times = nanos.getOrDefault(contender, new long[1]).clone();
    Arrays.sort(times);
    return times;
  }

  /// The server, and the certificate that it has made for itself.
  private record ServerProcess(Process process, Path certificate, int port, int tlsPort)
      implements AutoCloseable {

    static ServerProcess start(Path directory) throws IOException, InterruptedException {
      Path keystore = directory.resolve("server.p12");
      Path certificate = directory.resolve("server.pem");
      Path java = Path.of(System.getProperty("java.home"), "bin");
      run(
          List.of(
              java.resolve("keytool").toString(),
              "-genkeypair -alias server -keyalg EC -groupname secp256r1 -storetype PKCS12",
              "-dname CN=localhost -ext san=dns:localhost,ip:127.0.0.1 -validity 2",
              "-storepass " + CannedServer.PASSWORD + " -keystore " + keystore));
      run(
          List.of(
              java.resolve("keytool").toString(),
              "-exportcert -rfc -alias server -storepass " + CannedServer.PASSWORD,
              "-keystore " + keystore + " -file " + certificate));
      Process process =
          new ProcessBuilder(
                  java.resolve("java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "-XX:+UseSerialGC",
                  CannedServer.class.getName(),
                  keystore.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      String[] ports = String.valueOf(out.readLine()).split(" ", -1);
      return new ServerProcess(
          process, certificate, Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
    }

    private static void run(List<String> words) throws IOException, InterruptedException {
      List<String> command = new ArrayList<>();
      for (String part : words) {
        command.addAll(Arrays.asList(part.split(" ", -1)));
      }
      Process process = new ProcessBuilder(command).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IOException("keytool has failed");
      }
    }

    List<Target> targets() {
      return List.of(new Target(false, port, certificate), new Target(true, tlsPort, certificate));
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
