package dev.lockstep.inventory;

import dev.lockstep.inventory.InventoryFiles.RowReader;
import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.listing.Pages;
import dev.lockstep.object.EntryPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// What is current in a report, or all versions, page by page, file after file, in the order in
/// which it stands there. Each file is fetched and checked as a whole before a row of it is given;
/// while it is read, the next one is fetched: so two are on the disk at a time, without names. A
/// page may be looked at until the next but one is asked for. One thread at a time.
final class ReportPages implements Pages {
  private final ReportReader report;
  private final InventorySchema schema;
  private final InventoryFiles format;
  private final List<InventoryField> wanted;
  private final ReportRows rows;
  private final Path folder;
  private final Executor threads;
  private final Iterator<DataFile> files;
  private @Nullable CompletableFuture<InventorySource> coming;
  private @Nullable InventorySource source;
  private @Nullable RowReader reader;
  private EntryPage.Builder page = new EntryPage.Builder(0);
  private EntryPage.Builder other = new EntryPage.Builder(0);

  /// @param wanted which columns to read
  /// @param folder for the files
  /// @param threads fetch them
  ReportPages(
      ReportReader report,
      InventoryFiles format,
      List<InventoryField> wanted,
      ReportRows rows,
      Path folder,
      Executor threads) {
    this.report = report;
    this.schema = report.manifest().schema();
    this.format = format;
    this.wanted = wanted;
    this.rows = rows;
    this.folder = folder;
    this.threads = threads;
    this.files = report.manifest().files().iterator();
    this.coming = begin();
  }

  private @Nullable CompletableFuture<InventorySource> begin() {
    if (!files.hasNext()) {
      return null;
    }
    DataFile next = files.next();
    return CompletableFuture.supplyAsync(() -> report.fetch(next, folder), threads);
  }

  /// @throws InventoryException when a file is gone, or not what the manifest says, or can't be
  ///   read
  /// @throws dev.lockstep.endpoint.StoreException when the store does not give it
  @Override
  public @Nullable EntryPage nextPage() {
    EntryPage.Builder filling = other.again();
    other = page;
    page = filling;
    try {
      while (filling.count() == 0) {
        InventoryRows some = reader == null ? null : reader.next();
        if (some != null) {
          rows.addTo(filling, some);
        } else if (!nextFile()) {
          return null;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(report.where() + " can't be read: " + e.getMessage(), e);
    }
    return filling.build();
  }

  private boolean nextFile() throws IOException {
    closeFile();
    if (coming == null) {
      return false;
    }
    InventorySource opened = await(coming);
    source = opened;
    coming = begin();
    reader = format.read(opened, schema, wanted);
    return true;
  }

  private static InventorySource await(CompletableFuture<InventorySource> file) {
    try {
      return file.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  private void closeFile() throws IOException {
    InventorySource open = source;
    RowReader reading = reader;
    source = null;
    reader = null;
    try {
      if (reading != null) {
        reading.close();
      }
    } finally {
      if (open != null) {
        open.close();
      }
    }
  }

  @Override
  public void close() {
    try {
      closeFile();
      if (coming != null) {
        InventorySource last = coming.handle((file, _) -> file).join();
        if (last != null) {
          last.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A temporary file can't be closed: " + e.getMessage(), e);
    }
  }
}
