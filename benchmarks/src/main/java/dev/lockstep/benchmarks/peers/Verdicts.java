package dev.lockstep.benchmarks.peers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Sets our figures against the best peer's. The first of the tools is ours.
final class Verdicts {
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<Measured> tools;
  private final double amount;
  private final String unit;

  Verdicts(List<Measured> tools, double amount, String unit) {
    this.tools = tools;
    this.amount = amount;
    this.unit = unit;
  }

  List<Verdict> list() {
    return verdicts;
  }

  List<Measured> tools() {
    return tools;
  }

  double amount() {
    return amount;
  }

  String unit() {
    return unit;
  }

  private Measured ours() {
    return tools.getFirst();
  }

  private List<Measured> peers() {
    return tools.stream().skip(1).filter(Measured::right).toList();
  }

  static String number(double value) {
    return value >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  /// At least so many times the best peer's amount in a second of processor time.
  Verdicts rate(double times) {
    Optional<Measured> best =
        peers().stream().max(Comparator.comparingDouble(tool -> tool.perSecond(amount)));
    double own = ours().perSecond(amount);
    double other = best.map(tool -> tool.perSecond(amount)).orElse(0.0);
    double ratio = own / Math.max(other, 1e-9);
    verdicts.add(
        new Verdict(
            "≥ %s × the best peer's %s per processor second"
                .formatted(times == Math.rint(times) ? "%.0f".formatted(times) : times, unit),
            number(own),
            best.map(tool -> tool.tool() + " " + number(other)).orElse("none here"),
            best.isPresent() ? "%.2f".formatted(ratio) : "–",
            best.isPresent() && ratio >= times && ours().right()));
    return this;
  }

  /// At least such a part of the best of the others' amount in a second of processor time.
  Verdicts ofOthers(Measured one, List<Measured> others, double part) {
    Optional<Measured> best =
        others.stream()
            .filter(Measured::right)
            .max(Comparator.comparingDouble(tool -> tool.perSecond(amount)));
    double own = one.perSecond(amount);
    double other = best.map(tool -> tool.perSecond(amount)).orElse(0.0);
    double ratio = own / Math.max(other, 1e-9);
    verdicts.add(
        new Verdict(
            "%s: ≥ %s × the %s per processor second of a listing alone"
                .formatted(one.tool(), number(part), unit),
            number(own),
            best.map(tool -> tool.tool() + " " + number(other)).orElse("none here"),
            best.isPresent() ? "%.2f".formatted(ratio) : "–",
            best.isPresent() && ratio >= part && one.right()));
    return this;
  }

  /// The shortest of all wall times.
  Verdicts shortestWall() {
    Optional<Measured> best = peers().stream().min(Comparator.comparingDouble(Measured::wall));
    double own = ours().wall();
    double other = best.map(Measured::wall).orElse(0.0);
    verdicts.add(
        new Verdict(
            "shortest wall time",
            number(own) + " s",
            best.map(tool -> tool.tool() + " " + number(other) + " s").orElse("none here"),
            best.isPresent() ? "%.2f".formatted(other / own) : "–",
            best.isPresent() && own <= other && ours().right()));
    return this;
  }

  /// No more resident than this, whatever others take.
  Verdicts resident(long mebibytes) {
    return atMost("resident size", (double) ours().resident(), (double) mebibytes, " MiB");
  }

  /// A figure of ours that has a limit of its own.
  Verdicts atMost(String what, double own, double limit, String suffix) {
    verdicts.add(
        new Verdict(
            "%s ≤ %s%s".formatted(what, number(limit), suffix),
            number(own) + suffix,
            "–",
            "%.2f".formatted(own / limit),
            own <= limit && ours().right()));
    return this;
  }

  /// A figure of ours that has a floor of its own.
  Verdicts atLeast(String what, double own, double limit, String suffix) {
    verdicts.add(
        new Verdict(
            "%s ≥ %s%s".formatted(what, number(limit), suffix),
            number(own) + suffix,
            "–",
            "%.2f".formatted(own / limit),
            own >= limit && ours().right()));
    return this;
  }
}
