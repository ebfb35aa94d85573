package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// What starting costs: with the cache of loaded and linked classes that the launcher makes,
/// without it, and beside [OneConnection], which has a cache that was trained in the same way.
final class StartingUp implements Row {
  private static final String WITHOUT_CACHE = "-XX:AOTMode=off";
  private static final double HALF = 0.5;
  private static final double TWICE = 2;
  private static final int LEAST_RUNS = 11;

  @Override
  public String number() {
    return "P9";
  }

  @Override
  public String title() {
    return "starting up";
  }

  @Override
  public List<Part> measure(Bench bench) throws IOException, InterruptedException {
    String hundred = "hundred,keys=100";
    String none = "none,keys=0";
    List<String> buckets = List.of("--synthetic", hundred, "--synthetic", none);
    try (StorePair stores = StorePair.start(buckets, buckets)) {
      Map<String, URI> profiles =
          new TreeMap<>(
              Map.of("left", stores.one().endpoint(), "right", stores.other().endpoint()));
      Starter starter = new Starter(bench.folder(), profiles);
      int port = stores.one().endpoint().getPort();
      List<String> least = oneConnection(bench, starter, port);
      List<Part> parts = new ArrayList<>();
      parts.add(part(bench, starter, "--help", List.of("--help"), least));
      for (String bucket : List.of("none", "hundred")) {
        String title =
            bucket.equals("none") ? "sync of two empty buckets" : "sync of 100 equal objects";
        List<String> words =
            List.of("sync", "left:" + bucket, "right:" + bucket, "--quiet", "--state-dir", "state");
        parts.add(part(bench, starter, title, words, least));
      }
      return parts;
    }
  }

  /// Trains a cache for [OneConnection].
  ///
  /// @return the words that start it
  private static List<String> oneConnection(Bench bench, Starter starter, int port)
      throws IOException, InterruptedException {
    Path jar = bench.folder().resolve("one-connection.jar");
    String entry = OneConnection.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(entry));
      try (java.io.InputStream in =
          OneConnection.class.getClassLoader().getResourceAsStream(entry)) {
        java.util.Objects.requireNonNull(in).transferTo(out);
      }
      out.closeEntry();
    }
    String java = Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
    Path cache = bench.folder().resolve("one-connection.aot");
    List<String> train =
        List.of(java, "-XX:+UseSerialGC", "-XX:AOTCacheOutput=" + cache, "-cp", jar.toString());
    List<String> start =
        List.of(java, "-XX:+UseSerialGC", "-XX:AOTCache=" + cache, "-cp", jar.toString());
    List<String> program = List.of(OneConnection.class.getName(), Integer.toString(port));
    Starter.Ended trained = starter.run(joined(train, program), Map.of(), starter.fresh());
    if (!trained.failure().isEmpty()) {
      throw new IOException(trained.failure());
    }
    return joined(start, program);
  }

  private static List<String> joined(List<String> one, List<String> other) {
    List<String> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private static Part part(
      Bench bench, Starter starter, String title, List<String> words, List<String> least)
      throws IOException, InterruptedException {
    bench.say(title);
    List<String> ours = joined(List.of(bench.launcher().toString()), words);
    List<Sample> with = new ArrayList<>();
    List<Sample> without = new ArrayList<>();
    List<Sample> one = new ArrayList<>();
    for (int round = 0; round < (bench.quick() ? bench.runs() : LEAST_RUNS); round++) {
      with.add(sample(starter, ours, Map.of()));
      without.add(sample(starter, ours, Map.of("LOCKSTEP_JAVA_OPTS", WITHOUT_CACHE)));
      one.add(sample(starter, least, Map.of()));
    }
    List<Measured> tools =
        List.of(
            new Measured(Lockstep.NAME, "", with),
            new Measured("lockstep without its cache", "", without),
            new Measured("one connection", "", one));
    tools.forEach(tool ->
        bench.say(
            "  %-28s %.3f s wall %.3f s processor %s"
                .formatted(tool.tool(), tool.wall(), tool.processor(), tool.wrong())));
    double own = tools.get(0).processor();
    Verdicts verdicts =
        new Verdicts(tools, 1, "starts")
            .atMost(
                "processor time, of that without cache", own / tools.get(1).processor(), HALF, " ×")
            .atMost(
                "processor time, of one connection's", own / tools.get(2).processor(), TWICE, " ×");
    String name = "start-" + title.replaceAll("[^a-z0-9]+", "-").replaceAll("^-", "");
    List<BarChart.Bar> bars =
        tools.stream()
            .map(tool ->
                new BarChart.Bar(
                    tool.tool(), tool.processor() * 1000, tool.tool().equals(Lockstep.NAME)))
            .toList();
    BarChart chart = new BarChart(title, "milliseconds of processor time", false, bars);
    return new Part(name, title, "starts", 1, tools, verdicts.list(), List.of(), chart);
  }

  private static Sample sample(Starter starter, List<String> words, Map<String, String> more)
      throws IOException, InterruptedException {
    Starter.Ended ended = starter.run(words, more, starter.fresh());
    return new Sample(
        ended.wall(),
        ended.times().user() + ended.times().system(),
        ended.times().system(),
        ended.resident(),
        0,
        Map.of(),
        ended.failure());
  }
}
