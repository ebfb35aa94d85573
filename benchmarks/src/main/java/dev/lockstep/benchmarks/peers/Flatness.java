package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Whether an object costs the same however many there are.
final class Flatness implements Row {
  private static final double LIMIT = 1.15;
  private static final double MICROS = 1e6;

  @Override
  public String number() {
    return "P10";
  }

  @Override
  public String title() {
    return "processor time per object as numbers grow";
  }

  @Override
  public List<Part> measure(Bench bench) throws IOException, InterruptedException {
    List<Long> compared =
        bench.quick()
            ? List.of(10_000L, 100_000L)
            : List.of(10_000L, 100_000L, 1_000_000L, 10_000_000L);
    List<Long> copied =
        bench.quick() ? List.of(1_000L, 10_000L) : List.of(10_000L, 100_000L, 1_000_000L);
    return List.of(part(bench, "compare", compared), part(bench, "copy", copied));
  }

  private static Part part(Bench bench, String what, List<Long> amounts)
      throws IOException, InterruptedException {
    double start = measure(bench, what, 0).processor();
    List<Measured> all = new ArrayList<>();
    double[] whole = new double[amounts.size()];
    double[] net = new double[amounts.size()];
    for (int i = 0; i < whole.length; i++) {
      long amount = amounts.get(i);
      Measured measured = measure(bench, what, amount);
      all.add(new Measured("%,d".formatted(amount), "", measured.samples()));
      whole[i] = measured.processor() / amount * MICROS;
      net[i] = (measured.processor() - start) / amount * MICROS;
    }
    Verdicts verdicts = new Verdicts(all, 1, "objects");
    String range = "from %,d to %,d".formatted(amounts.getFirst(), amounts.getLast());
    verdicts.atMost("dearest over cheapest object, " + range, spread(whole), LIMIT, " ×");
    verdicts.atMost(
        "the same without starting up (%.2f s)".formatted(start), spread(net), LIMIT, " ×");
    List<String> notes = new ArrayList<>();
    List<BarChart.Bar> bars = new ArrayList<>();
    for (int i = 0; i < whole.length; i++) {
      bars.add(new BarChart.Bar("%,d".formatted(amounts.get(i)), net[i], true));
      notes.add(
          "%,d: %.2f µs each, without starting up %.2f µs"
              .formatted(amounts.get(i), whole[i], net[i]));
    }
    BarChart chart =
        new BarChart(
            "Processor time per object: " + what, "µs each, without starting up", false, bars);
    return new Part("flat-" + what, what, "", 0, all, verdicts.list(), notes, chart);
  }

  private static double spread(double[] values) {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (double value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return most / Math.max(least, 1e-9);
  }

  private static Measured measure(Bench bench, String what, long amount)
      throws IOException, InterruptedException {
    boolean copies = what.equals("copy");
    String bucket = (copies ? ",size=4096,variants=16384" : "") + ",keys=" + amount;
    List<String> source = List.of("--synthetic", "source" + bucket);
    try (StorePair stores = StorePair.start(source, source)) {
      Work work =
          new Work(
              copies ? Work.Kind.COPY_SMALL : Work.Kind.COMPARE,
              stores.left("source"),
              stores.right(copies ? "sink" : "source"),
              stores.left("sink"));
      bench.say("%s of %,d".formatted(what, amount));
      Lockstep ours = copies ? bench.ours() : bench.ours().comparing();
      return new Contest(bench, work, amount).with(ours).measure().getFirst();
    }
  }
}
