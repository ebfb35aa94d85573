package dev.lockstep.job;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.plan.MaxDelete;
import dev.lockstep.selection.Selection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a sync is to be done.
///
/// @param delete whether to delete what only the destination has
/// @param limit how many objects to write at the most
/// @param dryRun whether to plan only
/// @param concurrency how many objects, and how many parts of large ones, are under way at once
/// @param listConcurrency how many key ranges are listed at once
/// @param asOf what the source is to be taken for: what it held then; null for what it holds now
public record SyncSettings(
    Selection selection,
    CompareBy by,
    CopySettings copy,
    boolean delete,
    MaxDelete maxDelete,
    long limit,
    boolean dryRun,
    int concurrency,
    int listConcurrency,
    @Nullable Instant asOf) {

  public static final SyncSettings STANDARD =
      new SyncSettings(
          Selection.EVERYTHING,
          CompareBy.CONTENT,
          CopySettings.STANDARD,
          false,
          MaxDelete.STANDARD,
          Long.MAX_VALUE,
          false,
          64,
          16);

  /// Of the source as it is now.
  public SyncSettings(
      Selection selection,
      CompareBy by,
      CopySettings copy,
      boolean delete,
      MaxDelete maxDelete,
      long limit,
      boolean dryRun,
      int concurrency,
      int listConcurrency) {
    this(selection, by, copy, delete, maxDelete, limit, dryRun, concurrency, listConcurrency, null);
  }

  /// The same, copying in another way.
  public SyncSettings with(CopySettings other) {
    return new SyncSettings(
        selection, by, other, delete, maxDelete, limit, dryRun, concurrency, listConcurrency, asOf);
  }

  /// The same, of the source as it was then.
  public SyncSettings asOf(@Nullable Instant moment) {
    return new SyncSettings(
        selection,
        by,
        copy,
        delete,
        maxDelete,
        limit,
        dryRun,
        concurrency,
        listConcurrency,
        moment);
  }

  public SyncSettings {
    if (concurrency < 1 || listConcurrency < 1 || limit < 0) {
      throw new IllegalArgumentException("Concurrency is at least 1, and a limit is not negative");
    }
  }

  /// As the compiler would write it, which would link it anew at every start.
  @Override
  public String toString() {
    return "SyncSettings[selection="
        + selection
        + ", by="
        + by
        + ", copy="
        + copy
        + ", delete="
        + delete
        + ", maxDelete="
        + maxDelete
        + ", limit="
        + limit
        + ", dryRun="
        + dryRun
        + ", concurrency="
        + concurrency
        + ", listConcurrency="
        + listConcurrency
        + ", asOf="
        + asOf
        + "]";
  }
}
