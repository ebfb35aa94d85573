package dev.lockstep.cli;

import dev.lockstep.manifest.BadLine;
import dev.lockstep.manifest.ManifestEntry;
import dev.lockstep.manifest.ManifestFormat;
import dev.lockstep.manifest.ManifestListener;
import dev.lockstep.manifest.ManifestSummary;
import dev.lockstep.telemetry.JsonWriter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lockstep manifest check FILE`.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Reads a manifest to its end and tells every line that can't be used.",
    footer = {
      "",
      "Examples:",
      "  lockstep manifest check missing.csv",
      "  lockstep manifest check STORE:jobs/missing.csv.gz --output json",
      "",
      "Exit codes: 0 every line can be used, 1 some can't, 2 wrong usage, 4 a store",
      "could not be used."
    })
final class ManifestCheckCommand extends ManifestVerb {
  private static final int BUCKETS_SHOWN = 10;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A file, STORE:bucket/key, or - for stdin.")
  private String file = "";

  @Mixin private ManifestFlags flags = new ManifestFlags();
  @Mixin private OutputOptions output = new OutputOptions();

  ManifestCheckCommand(Surroundings around) {
    super(around);
  }

  /// What there is to tell. As JSON the bad lines are kept, as text they are told as they come.
  private final class Found implements ManifestListener {
    private final List<BadLine> bad = new ArrayList<>();
    private final SortedSet<String> buckets = new TreeSet<>();

    @Override
    public void entry(long line, ManifestEntry entry) {
      if (buckets.size() <= BUCKETS_SHOWN) {
        buckets.add(entry.bucket().value());
      }
    }

    @Override
    public void bad(BadLine line) {
      if (output.json()) {
        bad.add(line);
      } else {
        around.out().println("  " + line);
      }
    }
  }

  @Override
  ExitCode run(Stores stores) {
    Found found = new Found();
    ManifestSummary summary = new ReadManifest(around, stores, flags.reading()).read(file, found);
    if (output.json()) {
      json(summary, found);
    } else {
      text(summary, found);
    }
    return summary.badLines() == 0 ? ExitCode.DONE : ExitCode.NOT_IN_STEP;
  }

  private void text(ManifestSummary summary, Found found) {
    PrintWriter out = around.out();
    out.println(file);
    line("format", name(summary) + (summary.versions() ? ", with versions" : ", without versions"));
    if (summary.header()) {
      line("header", "a header line, left out; Batch Operations would take it for an object");
    }
    line(
        "entries",
        Amounts.count(summary.entries())
            + (summary.sizesKnown() ? ", " + Amounts.size(summary.bytes()) : ""));
    line("buckets", buckets(found));
    if (summary.deleteMarkers() > 0) {
      line("left out", Amounts.count(summary.deleteMarkers()) + " delete markers");
    }
    if (summary.notAtSource() > 0) {
      line("left out", Amounts.count(summary.notAtSource()) + " rows of the destination alone");
    }
    line("bad lines", summary.badLines() == 0 ? "none" : Amounts.count(summary.badLines()));
  }

  private static String buckets(Found found) {
    return found.buckets.size() > BUCKETS_SHOWN
        ? "more than " + BUCKETS_SHOWN
        : found.buckets.isEmpty() ? "none" : String.join(", ", found.buckets);
  }

  private void line(String label, String text) {
    around.out().printf("  %-12s %s%n", label, text);
  }

  private static String name(ManifestSummary summary) {
    ManifestFormat format = summary.format();
    return format != null
        ? format.optionName()
        : summary.entries() + summary.deleteMarkers() > 0 ? "a report" : "none, as it is empty";
  }

  private void json(ManifestSummary summary, Found found) {
    JsonWriter json = new JsonWriter(around.out()).beginObject().member("manifest", file);
    ManifestFormat format = summary.format();
    json.member("format", format == null ? null : format.optionName());
    json.member("header", summary.header()).member("versions", summary.versions());
    json.member("entries", summary.entries());
    json.name("buckets").beginArray();
    found.buckets.stream().limit(BUCKETS_SHOWN).forEach(json::value);
    json.endArray();
    json.name("bytes");
    if (summary.sizesKnown()) {
      json.value(summary.bytes());
    } else {
      json.value((String) null);
    }
    json.member("deleteMarkers", summary.deleteMarkers())
        .member("notAtSource", summary.notAtSource());
    json.member("bad", summary.badLines()).name("badLines").beginArray();
    for (BadLine line : found.bad) {
      json.beginObject().member("line", line.number()).member("reason", line.reason());
      json.member("text", line.text()).endObject();
    }
    json.endArray().endObject();
    around.out().println();
  }
}
