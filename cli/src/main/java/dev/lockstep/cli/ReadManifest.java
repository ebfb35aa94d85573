package dev.lockstep.cli;

import dev.lockstep.columnar.ColumnarFiles;
import dev.lockstep.inventory.ReportEntries;
import dev.lockstep.inventory.ReportPlace;
import dev.lockstep.manifest.BadLine;
import dev.lockstep.manifest.ManifestEntry;
import dev.lockstep.manifest.ManifestListener;
import dev.lockstep.manifest.ManifestReader;
import dev.lockstep.manifest.ManifestReading;
import dev.lockstep.manifest.ManifestSpool;
import dev.lockstep.manifest.ManifestSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads a manifest from where the user says, whole, before anything is done by it. One thread.
final class ReadManifest {
  private final Surroundings around;
  private final Stores stores;
  private final ManifestReading reading;

  ReadManifest(Surroundings around, Stores stores, ManifestReading reading) {
    this.around = around;
    this.stores = stores;
    this.reading = reading;
  }

  /// @throws WrongUsage when there is no such file, or it can't be read
  /// @throws dev.lockstep.endpoint.StoreException when the store does not give it
  ManifestSummary read(String text, ManifestListener listener) {
    NamedFile file = new NamedFile(text);
    if (file.isObject() && text.endsWith("/" + ReportPlace.MANIFEST)) {
      return report(text, listener);
    }
    try (InputStream in = file.open(around.in(), stores)) {
      return new ManifestReader(reading, listener).read(in);
    } catch (NoSuchFileException e) {
      throw new WrongUsage("There is no file " + text);
    } catch (IOException | UncheckedIOException e) {
      throw new WrongUsage(text + " can't be read: " + e.getMessage());
    }
  }

  /// A report of S3 Inventory: what it lists, delete markers excepted. Its rows count as lines.
  private ManifestSummary report(String text, ManifestListener listener) {
    ReportEntries entries = new ReportEntries(ManifestVerb.scratch(), ColumnarFiles::of);
    entries.read(
        stores.scope(Address.parse(text)), entry -> listener.entry(entries.entries(), entry));
    return new ManifestSummary(
        null,
        false,
        entries.entries(),
        0,
        entries.deleteMarkers(),
        0,
        entries.versions(),
        entries.bytes(),
        entries.entries() > 0);
  }

  /// Reads it into a spool, and says on stderr which lines are bad.
  ///
  /// @param refusal why an entry is not right here; null where it is
  /// @throws WrongUsage when a line is bad: nothing is to be done by such a manifest
  ManifestSummary read(
      String text, ManifestSpool spool, Function<ManifestEntry, @Nullable String> refusal) {
    PrintWriter err = around.err();
    Told told = new Told(err, spool, refusal);
    ManifestSummary summary = read(text, told);
    err.flush();
    if (told.bad > 0) {
      throw new WrongUsage(
          text
              + " has "
              + Amounts.count(told.bad)
              + (told.bad == 1 ? " bad line" : " bad lines")
              + ", so nothing was done by it");
    }
    if (summary.deleteMarkers() > 0) {
      err.println(
          "lockstep: "
              + Amounts.count(summary.deleteMarkers())
              + " delete markers are left out: there is nothing to copy of them");
      err.flush();
    }
    return summary;
  }

  /// Says what is bad as it comes.
  private static final class Told implements ManifestListener {
    private final PrintWriter err;
    private final ManifestSpool spool;
    private final Function<ManifestEntry, @Nullable String> refusal;
    private long bad;

    Told(PrintWriter err, ManifestSpool spool, Function<ManifestEntry, @Nullable String> refusal) {
      this.err = err;
      this.spool = spool;
      this.refusal = refusal;
    }

    @Override
    public void entry(long line, ManifestEntry entry) {
      String why = refusal.apply(entry);
      if (why == null) {
        spool.add(entry);
      } else {
        bad(new BadLine(line, why, entry.bucket() + "/" + entry.key()));
      }
    }

    @Override
    public void bad(BadLine line) {
      bad++;
      err.println("lockstep: " + line);
    }
  }
}
