package dev.lockstep.cli;

import dev.lockstep.cli.RequestFlags.RequestSettings;
import dev.lockstep.job.RunFailure;
import dev.lockstep.manifest.ManifestEntry;
import dev.lockstep.manifest.ManifestFormat;
import dev.lockstep.manifest.ManifestReading;
import dev.lockstep.manifest.ManifestSpool;
import dev.lockstep.manifest.ManifestSummary;
import dev.lockstep.manifest.ManifestWriter;
import dev.lockstep.sort.ScratchFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/// A verb that works on manifests: what they all share.
abstract class ManifestVerb extends Verb {
  @Mixin private TlsOptions tls = new TlsOptions();

  ManifestVerb(Surroundings around) {
    super(around);
  }

  /// What there is to do once stores can be reached.
  abstract ExitCode run(Stores stores) throws IOException;

  @Override
  final ExitCode run() {
    try (Stores stores = around.stores(RequestSettings.with(tls))) {
      ExitCode code = run(stores);
      around.out().flush();
      return code;
    } catch (RunEnded e) {
      around.err().println("lockstep: " + e.getMessage());
      around.err().flush();
      return ExitCode.of(e.failure);
    } catch (IOException e) {
      throw new WrongUsage(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  /// What was run for it has ended early.
  static final class RunEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RunFailure failure;

    RunEnded(RunFailure failure) {
      super(failure.message());
      this.failure = failure;
    }
  }

  static ManifestSpool spool() {
    return ManifestSpool.in(scratch());
  }

  /// The folder for temporary files.
  static Path scratch() {
    return ScratchFile.usualFolder();
  }

  /// Reads a manifest without a bad line.
  ///
  /// @throws WrongUsage when there is one; all are told
  ManifestSummary read(Stores stores, String file, ManifestReading reading, ManifestSpool spool) {
    return new ReadManifest(around, stores, reading).read(file, spool, _ -> null);
  }

  /// Writes entries.
  ///
  /// @param target null for standard output
  /// @param limit how many at the most
  /// @return how many
  long write(
      Stores stores,
      @Nullable String target,
      ManifestFormat format,
      boolean versions,
      ManifestSpool spool,
      long from,
      long limit)
      throws IOException {
    try (OutFile file = OutFile.open(target, around.out(), stores)) {
      Slice slice = new Slice(new ManifestWriter(file.out(), format, versions), from, limit);
      spool.forEach(slice::take);
      file.finish();
      return slice.writer.count();
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }

  /// Some of the entries, by their places.
  private static final class Slice {
    private final ManifestWriter writer;
    private final long from;
    private final long limit;
    private long at;

    Slice(ManifestWriter writer, long from, long limit) {
      this.writer = writer;
      this.from = from;
      this.limit = limit;
    }

    void take(ManifestEntry entry) {
      long place = at++;
      if (place >= from && place - from < limit) {
        try {
          writer.write(entry);
        } catch (IOException e) {
          throw new UncheckedIOException("The manifest can't be written: " + e.getMessage(), e);
        }
      }
    }
  }

  /// As which a manifest that was read is written again.
  static ManifestFormat written(@Nullable ManifestFormat read) {
    return read == null ? ManifestFormat.CSV : read;
  }
}
