package dev.lockstep.inventory;

import dev.lockstep.compare.ComparedSide;
import dev.lockstep.compare.SideFacts;
import dev.lockstep.listing.AscendingPages;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.Pages;
import dev.lockstep.listing.PagesAhead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.sort.RowSort;
import dev.lockstep.sort.SideSort;
import dev.lockstep.sort.SortSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongConsumer;

/// A report as one side of a comparison: what was current when it was begun, or all versions.
/// Whether its rows are in order shows while they are read. Any thread.
public final class ReportSide implements ComparedSide {
  private final ReportReader report;
  private final InventoryFiles format;
  private final InventorySchema schema;
  private final List<InventoryField> wanted;
  private final Reading reading;

  private ReportSide(
      ReportReader report,
      InventoryFiles format,
      InventorySchema schema,
      List<InventoryField> wanted,
      Reading reading) {
    this.report = report;
    this.format = format;
    this.schema = schema;
    this.wanted = wanted;
    this.reading = reading;
  }

  /// Which rows of a report are wanted.
  public enum Rows {
    /// What is current.
    CURRENT,
    /// The same with the ids of versions, to ask stores about.
    CURRENT_BY_ID,
    /// All versions and delete markers.
    VERSIONS
  }

  /// How a report is read.
  ///
  /// @param prefix only what begins so counts, and is named by what follows
  /// @param folder for temporary files
  public record Reading(
      Function<InventoryFormat, InventoryFiles> formats, ObjectKey prefix, Rows rows, Path folder) {
    private boolean versions() {
      return rows == Rows.VERSIONS;
    }

    private List<InventoryField> columns(InventorySchema schema) {
      return switch (rows) {
        case CURRENT -> ReportColumns.of(schema, false);
        case CURRENT_BY_ID -> ReportColumns.of(schema, true);
        case VERSIONS -> ReportColumns.ofVersions(schema);
      };
    }
  }

  /// @param manifest where its `manifest.json` is
  /// @throws InventoryException when it is incomplete or corrupt, or does not say what is current
  /// @throws IllegalArgumentException when all versions are wanted and it does not tell them; it
  ///   says what to do
  /// @throws dev.lockstep.endpoint.StoreException when the store does not give it
  public static ReportSide open(BucketScope manifest, Reading reading) {
    ReportReader report = ReportReader.open(manifest, manifest.prefix());
    try {
      InventorySchema schema = report.manifest().schema();
      return new ReportSide(
          report,
          reading.formats().apply(report.manifest().format()),
          schema,
          reading.columns(schema),
          reading);
    } catch (InventoryException e) {
      throw new InventoryException(report.where() + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(report.where() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return report.where();
  }

  @Override
  public ObjectKey prefix() {
    return reading.prefix();
  }

  @Override
  public SideFacts facts() {
    return new SideFacts(
        SideFacts.Kind.REPORT,
        report.manifest().created(),
        schema.has(InventoryField.SIZE),
        schema.has(InventoryField.E_TAG),
        schema.has(InventoryField.LAST_MODIFIED_DATE));
  }

  /// The bucket of which it is, in the store in which it was found.
  @Override
  public Optional<BucketScope> objects() {
    return Optional.of(new BucketScope(report.store(), report.manifest().source(), prefix()));
  }

  @Override
  public Pages inOrder(Executor threads) {
    Pages pages = pages(threads);
    return new PagesAhead(
        reading.versions()
            ? AscendingPages.ofVersions(name(), pages)
            : new AscendingPages(name(), pages),
        threads);
  }

  @Override
  public SideSort sort(SortSpace space, Executor threads, LongConsumer taken) {
    Pages pages = new PagesAhead(pages(threads), threads);
    return reading.versions()
        ? RowSort.ofVersions(name(), pages, space, taken)
        : new RowSort(name(), pages, space, taken);
  }

  private Pages pages(Executor threads) {
    ReportRows rows = new ReportRows(prefix(), reading.versions());
    return new ReportPages(report, format, wanted, rows, reading.folder(), threads);
  }
}
