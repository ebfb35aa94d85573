package dev.lockstep.cli;

import dev.lockstep.columnar.ColumnarFiles;
import dev.lockstep.compare.Basis;
import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.ComparedSide;
import dev.lockstep.compare.LiveSide;
import dev.lockstep.compare.SideFacts;
import dev.lockstep.inventory.ReportSide;
import dev.lockstep.job.SideCompareJob.Opened;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.manifest.ManifestEntry;
import dev.lockstep.manifest.ManifestReading;
import dev.lockstep.manifest.ManifestSide;
import dev.lockstep.manifest.ManifestSpool;
import dev.lockstep.manifest.ManifestSummary;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.selection.Selection;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens the two sides of a comparison, of which at least one is a report or a manifest. Closing it
/// removes what manifests were kept in. One thread.
final class OpenSides implements AutoCloseable {
  private final Surroundings around;
  private final Stores stores;
  private final @Nullable CompareBy asked;
  private final Selection selection;
  private final boolean histories;
  private final List<ManifestSpool> spools = new ArrayList<>();

  /// @param asked null for the best that both sides tell
  /// @param histories whether all versions are compared, rather than what is current
  OpenSides(
      Surroundings around,
      Stores stores,
      @Nullable CompareBy asked,
      Selection selection,
      boolean histories) {
    this.around = around;
    this.histories = histories;
    this.stores = stores;
    this.asked = asked;
    this.selection = selection;
  }

  /// @throws WrongUsage when they can't be compared so
  /// @throws dev.lockstep.inventory.InventoryException when a report is incomplete or corrupt
  /// @throws dev.lockstep.endpoint.StoreException when a store does not give one
  Opened open(RowOrigin a, ObjectKey prefixA, RowOrigin b, ObjectKey prefixB) {
    if (a.text().equals(NamedFile.STANDARD) && b.text().equals(NamedFile.STANDARD)) {
      throw new WrongUsage("Standard input comes once: one side alone can be -");
    }
    ReportSide.Rows rows = rows(isListing(a) || isListing(b));
    ComparedSide source = open(a, prefixA, rows);
    ComparedSide destination = open(b, prefixB, rows);
    checkSelection(source);
    checkSelection(destination);
    try {
      Basis basis =
          asked == null
              ? Basis.best(source.facts(), destination.facts())
              : Basis.asked(asked, source, destination);
      return new Opened(source, destination, basis);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }

  private ReportSide.Rows rows(boolean listing) {
    if (histories) {
      return ReportSide.Rows.VERSIONS;
    }
    return asked != null && listing ? ReportSide.Rows.CURRENT_BY_ID : ReportSide.Rows.CURRENT;
  }

  static boolean isListing(RowOrigin origin) {
    return origin.kind() == RowOrigin.Kind.LISTING;
  }

  private ComparedSide open(RowOrigin origin, ObjectKey prefix, ReportSide.Rows rows) {
    return switch (origin.kind()) {
      case LISTING -> new LiveSide(origin.listed(stores), around.clock().instant());
      case REPORT, LATEST_REPORT -> report(origin.report(stores), prefix, rows);
      case MANIFEST -> manifest(origin.text(), prefix);
      case VERSIONS ->
          throw new WrongUsage(
              "'"
                  + origin.text()
                  + "' is a table of query's: leave versions: away, and compare two buckets with --versions all");
    };
  }

  private static ComparedSide report(BucketScope manifest, ObjectKey prefix, ReportSide.Rows rows) {
    try {
      return ReportSide.open(
          manifest,
          new ReportSide.Reading(ColumnarFiles::of, prefix, rows, ManifestVerb.scratch()));
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }

  private ComparedSide manifest(String text, ObjectKey prefix) {
    NamedFile file = new NamedFile(text);
    if (!file.isStandard() && !file.isObject() && Files.notExists(file.path())) {
      throw new WrongUsage(
          "There is no file '"
              + text
              + "', and as an address it does not say which store: write PROFILE:bucket/prefix or s3://bucket/prefix");
    }
    ManifestSpool spool = ManifestVerb.spool();
    spools.add(spool);
    OneBucket bucket = new OneBucket();
    ManifestSummary summary =
        new ReadManifest(around, stores, ManifestReading.PLAIN).read(text, spool, bucket::refusal);
    if (histories) {
      throw new WrongUsage(
          summary.versions()
              ? text
                  + " names versions, and tells neither what they hold nor when they came: leave --versions away to compare its keys, or join it with a report of all versions by 'lockstep query'"
              : text
                  + " names no versions: leave --versions away, or give a report of all versions in its place");
    }
    return new ManifestSide(text, spool, summary, prefix, around.clock().instant());
  }

  /// A comparison is of one bucket a side.
  private static final class OneBucket {
    private @Nullable BucketName first;

    @Nullable String refusal(ManifestEntry entry) {
      first = first == null ? entry.bucket() : first;
      return entry.bucket().equals(first)
          ? null
          : "it is in another bucket than the first row, " + first + "; a comparison is of one";
    }
  }

  /// What a side can't tell, nothing can be selected by.
  private void checkSelection(ComparedSide side) {
    SideFacts facts = side.facts();
    boolean bySize = selection.minSize() > 0 || selection.maxSize() < Long.MAX_VALUE;
    boolean byTime = selection.newerThan() != null || selection.olderThan() != null;
    if (bySize && !facts.sizes() || byTime && !facts.times()) {
      throw new WrongUsage(
          side.name()
              + " has no "
              + (bySize && !facts.sizes() ? "sizes" : "times")
              + " to select by: leave "
              + (bySize && !facts.sizes()
                  ? "--min-size and --max-size"
                  : "--newer-than and --older-than")
              + " away");
    }
  }

  @Override
  public void close() {
    spools.forEach(ManifestSpool::close);
  }
}
