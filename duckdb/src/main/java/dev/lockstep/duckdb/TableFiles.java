package dev.lockstep.duckdb;

import dev.lockstep.history.ChronologicalOrder;
import dev.lockstep.history.History;
import dev.lockstep.history.HistoryListing;
import dev.lockstep.inventory.InventoryException;
import dev.lockstep.inventory.InventoryField;
import dev.lockstep.inventory.InventoryFiles;
import dev.lockstep.inventory.InventoryFormat;
import dev.lockstep.inventory.InventoryManifest;
import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.inventory.InventoryRows;
import dev.lockstep.inventory.InventorySchema;
import dev.lockstep.inventory.InventorySource;
import dev.lockstep.inventory.ReportReader;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.RangeListing;
import dev.lockstep.manifest.ManifestEntry;
import dev.lockstep.manifest.ManifestSpool;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.sort.ScratchFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Brings what is to be asked about to this machine, as files in Parquet: those of a report as they
/// are if they are Parquet, everything else written anew, row by row. One thread.
public final class TableFiles {
  private static final List<InventoryField> OF_LISTINGS =
      List.of(
          InventoryField.BUCKET,
          InventoryField.KEY,
          InventoryField.SIZE,
          InventoryField.LAST_MODIFIED_DATE,
          InventoryField.E_TAG,
          InventoryField.STORAGE_CLASS,
          InventoryField.IS_MULTIPART_UPLOADED);

  private static final List<InventoryField> OF_VERSIONS =
      List.of(
          InventoryField.BUCKET,
          InventoryField.KEY,
          InventoryField.VERSION_ID,
          InventoryField.IS_LATEST,
          InventoryField.IS_DELETE_MARKER,
          InventoryField.SIZE,
          InventoryField.LAST_MODIFIED_DATE,
          InventoryField.E_TAG,
          InventoryField.STORAGE_CLASS,
          InventoryField.IS_MULTIPART_UPLOADED);

  /// Of memory while a file is written, about.
  private static final int ROW_GROUP = 16 << 20;

  private final ScratchFolder scratch;
  private final Function<InventoryFormat, InventoryFiles> formats;

  /// @param formats reads each, and writes Parquet
  public TableFiles(ScratchFolder scratch, Function<InventoryFormat, InventoryFiles> formats) {
    this.scratch = scratch;
    this.formats = formats;
  }

  /// A report.
  ///
  /// @param place of its `manifest.json`
  /// @throws dev.lockstep.inventory.InventoryException when its checksums or files do not fit
  /// @throws dev.lockstep.endpoint.StoreException when the store does not give it
  public SqlTable report(String name, BucketScope place) {
    ReportReader report = ReportReader.open(place, place.prefix());
    InventoryManifest manifest = report.manifest();
    InventorySchema schema = manifest.schema();
    List<Path> files = new ArrayList<>();
    for (DataFile file : manifest.files()) {
      files.add(
          manifest.format() == InventoryFormat.PARQUET
              ? downloaded(report, file, schema)
              : converted(report, file, schema));
    }
    Set<InventoryField> fields = EnumSet.copyOf(schema.fields());
    boolean csv = manifest.format() == InventoryFormat.CSV;
    return new SqlTable(name, files, fields, csv, manifest.created(), place.toString());
  }

  /// What its manifest's MD5 fits may still be no Parquet, or have other columns than the manifest
  /// says: that is the report's fault, and not that of a statement which comes upon it later.
  private Path downloaded(ReportReader report, DataFile file, InventorySchema schema) {
    Path target = scratch.newFile(InventoryFormat.PARQUET.extension());
    report.download(file, target);
    InventoryFiles format = formats.apply(InventoryFormat.PARQUET);
    try (InventorySource source =
            InventorySource.of(file.key().toString(), FileChannel.open(target));
        InventoryFiles.RowReader _ = format.read(source, schema, schema.fields())) {
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(target + " can't be read: " + e.getMessage(), e);
    } catch (InventoryException e) {
      throw new InventoryException(report.where() + ": " + e.getMessage(), e);
    }
  }

  private Path converted(ReportReader report, DataFile file, InventorySchema schema) {
    List<InventoryField> fields = List.copyOf(EnumSet.copyOf(schema.fields()));
    Path target = scratch.newFile(".parquet");
    InventoryFiles format = formats.apply(report.manifest().format());
    try (InventorySource source = report.fetch(file, scratch.path());
        InventoryFiles.RowReader reader = format.read(source, schema, fields);
        InventoryFiles.RowWriter writer = writer(target, fields)) {
      for (InventoryRows rows = reader.next(); rows != null; rows = reader.next()) {
        writer.write(rows);
      }
    } catch (IOException e) {
      throw ScratchFile.unusable(report.where(file) + " can't be kept", scratch.path(), e);
    }
    return target;
  }

  private InventoryFiles.RowWriter writer(Path target, List<InventoryField> fields)
      throws IOException {
    return formats
        .apply(InventoryFormat.PARQUET)
        .write(new BufferedOutputStream(Files.newOutputStream(target), 1 << 16), fields, ROW_GROUP);
  }

  /// The current objects of a prefix, listed now.
  ///
  /// @param now when the listing begins
  /// @throws dev.lockstep.listing.ListingDisorder when the listing can't be trusted, or is out of
  ///   order
  /// @throws dev.lockstep.endpoint.StoreException when it can't be listed
  public SqlTable listing(String name, BucketScope scope, Instant now) {
    Path target = scratch.newFile(".parquet");
    try (ExecutorService fetcher = Executors.newVirtualThreadPerTaskExecutor();
        TableWriter out =
            new TableWriter(writer(target, OF_LISTINGS), OF_LISTINGS, scope.bucket())) {
      RangeListing listing = new RangeListing(scope, KeyRange.everything(), fetcher);
      for (EntryPage page = listing.nextPage(); page != null; page = listing.nextPage()) {
        for (int row = 0; row < page.count(); row++) {
          out.object(page, row);
        }
      }
    } catch (IOException e) {
      throw unwritable(name, e);
    }
    return new SqlTable(
        name, List.of(target), Set.copyOf(OF_LISTINGS), false, now, scope.toString());
  }

  /// Every version and delete marker of a prefix, listed now.
  ///
  /// @param now when the listing begins
  /// @throws dev.lockstep.listing.ListingDisorder when the listing can't be trusted
  /// @throws dev.lockstep.endpoint.StoreException when it can't be listed
  public SqlTable versions(String name, BucketScope scope, Instant now) {
    Path target = scratch.newFile(".parquet");
    try (ExecutorService fetcher = Executors.newVirtualThreadPerTaskExecutor();
        TableWriter out =
            new TableWriter(writer(target, OF_VERSIONS), OF_VERSIONS, scope.bucket())) {
      HistoryListing listing =
          new HistoryListing(scope, KeyRange.everything(), new ChronologicalOrder(false), fetcher);
      for (History history = listing.next(); history != null; history = listing.next()) {
        for (ObjectVersion version : history.versions()) {
          out.version(scope.prefix().then(history.key()), version);
        }
      }
    } catch (IOException e) {
      throw unwritable(name, e);
    }
    return new SqlTable(
        name, List.of(target), Set.copyOf(OF_VERSIONS), false, now, "versions:" + scope);
  }

  /// The entries of a manifest.
  ///
  /// @param versions whether they name versions
  /// @param now for want of a time of its own
  public SqlTable manifest(
      String name, ManifestSpool entries, boolean versions, Instant now, String origin) {
    List<InventoryField> fields = new ArrayList<>();
    fields.add(InventoryField.BUCKET);
    fields.add(InventoryField.KEY);
    if (versions) {
      fields.add(InventoryField.VERSION_ID);
    }
    fields.add(InventoryField.SIZE);
    Path target = scratch.newFile(".parquet");
    try (TableWriter out = new TableWriter(writer(target, fields), fields, null)) {
      ManifestSpool.Entries rest = entries.entries();
      for (ManifestEntry entry = rest.next(); entry != null; entry = rest.next()) {
        out.entry(entry);
      }
    } catch (IOException e) {
      throw unwritable(name, e);
    }
    return new SqlTable(name, List.of(target), Set.copyOf(fields), false, now, origin);
  }

  private UncheckedIOException unwritable(String table, IOException e) {
    return ScratchFile.unusable("The table " + table + " can't be kept", scratch.path(), e);
  }
}
