package dev.lockstep.cli;

import dev.lockstep.job.SyncSettings;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.manifest.ManifestEntry;
import dev.lockstep.manifest.ManifestReading;
import dev.lockstep.manifest.ManifestSpool;
import dev.lockstep.object.ObjectKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A manifest that says what is to be copied, in place of a comparison.
final class ManifestOption {
  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description =
          "Copy exactly what a manifest names, versions where it names versions: a file, STORE:bucket/key, or - for stdin; any format that 'lockstep manifest check' reads. Nothing is listed or deleted, and the verdict is about these objects alone.")
  private @Nullable String file;

  /// As it was typed; null where there is none.
  @Nullable String file() {
    return file;
  }

  /// @param histories whether more than one version of each object was asked for
  /// @throws WrongUsage when there is a manifest, and something that does not go with it
  void checkTogether(SyncSettings settings, boolean histories) {
    if (file == null) {
      return;
    }
    if (settings.delete()) {
      throw new WrongUsage(
          "--manifest deletes nothing: what is not in it may well be in step; leave --delete away");
    }
    if (histories || settings.asOf() != null) {
      throw new WrongUsage(
          "--manifest says itself which versions it means; leave --versions and --as-of away");
    }
    if (!settings.selection().isEverything()) {
      throw new WrongUsage(
          "--manifest says itself which objects it means; leave --include, --exclude, sizes and times away");
    }
  }

  /// Reads it whole.
  ///
  /// @return null where there is none
  /// @throws WrongUsage when a line of it can't be used here; all are told
  @Nullable ManifestSpool read(Surroundings around, Stores stores, BucketScope source) {
    if (file == null) {
      return null;
    }
    ManifestSpool spool = ManifestVerb.spool();
    try {
      ManifestReading reading =
          new ManifestReading(null, null, List.of(), source.bucket(), ObjectKey.EMPTY);
      new ReadManifest(around, stores, reading).read(file, spool, entry -> refusal(source, entry));
      return spool;
    } catch (RuntimeException | Error e) {
      spool.close();
      throw e;
    }
  }

  private static @Nullable String refusal(BucketScope source, ManifestEntry entry) {
    if (!entry.bucket().equals(source.bucket())) {
      return "it is in another bucket than the source " + source;
    }
    return entry.key().startsWith(source.prefix())
        ? null
        : "its key is not below the source's prefix " + source.prefix();
  }
}
