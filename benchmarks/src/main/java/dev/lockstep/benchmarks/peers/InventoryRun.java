package dev.lockstep.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// `lockstep inventory run` of the source, to a bucket beside it. The answer is right if the report
/// has a row for each key and `lockstep compare` finds it identical with the bucket.
///
/// @param reports where reports go
/// @param config AWS's configuration, as [Starter] writes it
/// @param run counts the runs: there is one report of an id in a minute
record InventoryRun(Path launcher, String format, Place reports, Path config, AtomicInteger run)
    implements Tool {
  @Override
  public String name() {
    return "inventory run, " + format;
  }

  @Override
  public boolean found() {
    return true;
  }

  @Override
  public List<String> command(Work work, Path folder) {
    return List.of(
        launcher.toString(),
        "inventory",
        "run",
        work.source().address(),
        "--to",
        reports.address(),
        "--id",
        format + run.incrementAndGet(),
        "--format",
        format,
        "--state-dir",
        folder.resolve("state").toString(),
        "--temp-dir",
        folder.toString(),
        "--output",
        "json");
  }

  @Override
  public String lacking(Work work, long objects, String output) {
    String needed = "\"rows\":" + objects + ",";
    return output.contains(needed) ? difference(work) : "it does not say " + needed;
  }

  private String difference(Work work) {
    String report =
        reports.address() + "/" + work.source().bucket() + "/" + format + run.get() + "/latest";
    ProcessBuilder builder =
        new ProcessBuilder(
                launcher.toString(), "compare", report, work.source().address(), "--output", "json")
            .redirectErrorStream(true);
    builder.environment().put("AWS_CONFIG_FILE", config.toString());
    try {
      Process process = builder.start();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return told.contains("\"identical\":true") ? "" : "the report is not the bucket: " + told;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
