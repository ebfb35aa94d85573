package dev.lockstep.inventory;

import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.journal.RunFolder;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.listing.KeySpans;
import dev.lockstep.listing.ListingOutOfOrder;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.telemetry.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes a report: lists the source, writes data files, then the manifest, the list for Hive, and
/// last the checksum, which says that the report is complete. Run once.
///
/// A run that was cut off leaves no checksum. The next one for the same report goes on where it
/// was, if it comes within a day; else it clears away what is there.
public final class InventoryRun {
  private static final Duration WORTH_GOING_ON = Duration.ofHours(24);

  private final InventoryRequest request;
  private final InventoryFiles files;
  private final InventorySpace space;
  private final Path state;
  private final InstantSource clock;
  private final Supplier<UUID> names;
  private final Progress progress;
  private final ReportUploads uploads;
  private final DetailRequests details;

  /// @param files of the format that is asked for
  /// @param state the state folder, where it is written down how far the run is
  /// @param names of data files, by chance
  public InventoryRun(
      InventoryRequest request,
      InventoryFiles files,
      InventorySpace space,
      Path state,
      InstantSource clock,
      Supplier<UUID> names,
      Progress progress) {
    this.request = request;
    this.files = files;
    this.space = space;
    this.state = state;
    this.clock = clock;
    this.names = names;
    this.progress = progress;
    this.uploads = new ReportUploads(request.destination(), request.encryption());
    this.details = new DetailRequests(request, space.requests());
  }

  /// Makes the report.
  ///
  /// @throws dev.lockstep.journal.RunInProgressException when another run makes the same report
  /// @throws InventoryException when there is a report of this minute
  /// @throws dev.lockstep.listing.ListingDisorder when the listing can't be trusted
  /// @throws dev.lockstep.endpoint.StoreException when a store could not be used
  /// @throws java.io.UncheckedIOException when a file of this machine could not be used
  public InventoryReport run() {
    BucketScope reports = request.destination();
    BucketScope root = new BucketScope(reports.store(), reports.bucket(), request.place().root());
    try (RunFolder _ = RunFolder.take(state, request.source(), root, null, clock)) {
      Path file = RunFolder.of(state, request.source(), root).resolve("inventory");
      Start start = start(InventoryNotes.read(file));
      refuseSecondOfMinute(start);
      try (InventoryNotes notes =
          InventoryNotes.begin(file, request.recipe(), start.began(), start.stored())) {
        InventoryReport report = make(start, notes);
        InventoryNotes.forget(file);
        return report;
      }
    }
  }

  /// @param stored by an earlier run, that this one goes on with
  /// @param cleared objects of an earlier run that were removed
  private record Start(Instant began, List<StoredFile> stored, int cleared) {}

  private Start start(InventoryNotes.@Nullable Left left) {
    Instant now = clock.instant();
    if (left == null || isComplete(left)) {
      return new Start(now, List.of(), 0);
    }
    boolean goesOn =
        left.recipe().equals(request.recipe())
            && Duration.between(left.began(), now).compareTo(WORTH_GOING_ON) < 0;
    List<StoredFile> kept =
        goesOn ? left.stored().stream().filter(this::isThere).toList() : List.of();
    Set<ObjectKey> rest = new TreeSet<>(left.planned());
    left.stored().forEach(file -> rest.add(file.file().key()));
    kept.forEach(file -> rest.remove(file.file().key()));
    if (kept.isEmpty()) {
      rest.add(request.place().manifest(left.began()));
      rest.add(request.place().symlink(left.began()));
    }
    uploads.remove(rest);
    progress.notice(
        kept.isEmpty()
            ? "what an earlier run has left is cleared away: " + rest.size() + " keys"
            : "an earlier run was cut off; its " + kept.size() + " data files are gone on with");
    return new Start(kept.isEmpty() ? now : left.began(), kept, rest.size());
  }

  /// A run may have been cut off when its report was already complete.
  private boolean isComplete(InventoryNotes.Left left) {
    return uploads.head(request.place().checksum(left.began())) != null;
  }

  private boolean isThere(StoredFile file) {
    ObjectHead head = uploads.head(file.file().key());
    return head != null && head.size() == file.file().size();
  }

  /// Its folder is named by the minute.
  private void refuseSecondOfMinute(Start start) {
    ObjectKey checksum = request.place().checksum(start.began());
    if (uploads.head(checksum) != null) {
      long seconds = 60 - Math.floorMod(clock.instant().getEpochSecond(), 60L);
      throw new InventoryException(
          "there is a report of this minute already: "
              + uploads.where(checksum)
              + "; reports are named by the minute, so begin again in "
              + seconds
              + " s");
    }
  }

  private InventoryReport make(Start start, InventoryNotes notes) {
    ReportAssembly assembly = new ReportAssembly(request, files, space, uploads, notes, names);
    KeySpans done = new KeySpans();
    for (StoredFile file : start.stored()) {
      assembly.add(file);
      done.add(file.span());
    }
    SourceWalk walk = new SourceWalk(request, space.parallelism(), assembly, details, progress);
    boolean sorted = false;
    try {
      walk.run(start.stored().isEmpty() ? List.of(KeySpan.EVERYTHING) : done.gaps());
    } catch (ListingOutOfOrder e) {
      progress.notice(e.what() + ": the source is listed whole, in one walk, and sorted");
      uploads.remove(keys(assembly.beginAnew()));
      sorted = true;
      walk.runSorted();
    }
    return publish(start, assembly.finish(), sorted);
  }

  private static List<ObjectKey> keys(List<StoredFile> stored) {
    return stored.stream().map(file -> file.file().key()).toList();
  }

  /// The checksum is the last to be written.
  private InventoryReport publish(Start start, List<StoredFile> stored, boolean sorted) {
    List<DataFile> data = stored.stream().map(StoredFile::file).toList();
    InventoryManifest manifest =
        new InventoryManifest(
            request.source().bucket(),
            request.destination().bucket(),
            InventoryManifest.VERSION,
            start.began(),
            request.format(),
            request.schema().text(request.format()),
            data);
    ReportPlace place = request.place();
    byte[] bytes = manifest.toBytes();
    uploads.put(place.manifest(start.began()), bytes);
    uploads.put(place.symlink(start.began()), symlink(data));
    uploads.put(
        place.checksum(start.began()),
        ReportUploads.md5(bytes).getBytes(StandardCharsets.US_ASCII));
    List<StoredFile> resumed = new ArrayList<>(start.stored());
    return new InventoryReport(
        place.manifest(start.began()),
        manifest,
        stored.stream().mapToLong(StoredFile::rows).sum(),
        manifest.bytes(),
        sorted ? 0 : resumed.stream().mapToLong(StoredFile::rows).sum(),
        start.cleared(),
        details.unknown(),
        sorted);
  }

  private byte[] symlink(List<DataFile> data) {
    return data.stream()
        .map(file -> "s3://" + request.destination().bucket() + "/" + file.key().text() + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }
}
