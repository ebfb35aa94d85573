package dev.lockstep.inventory;

import dev.lockstep.inventory.InventoryManifest.DataFile;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Removes old reports. The newest complete report of a configuration always stays, and so does
/// every data file that one which stays names.
///
/// @param scope the reports below this place
/// @param keep how many complete reports of each configuration stay at least, however old they are;
///   1 or more
/// @param before only what was begun before this is removed; null for whatever is not kept
public record ReportExpiry(BucketScope scope, int keep, @Nullable Instant before) {
  public ReportExpiry {
    if (keep < 1) {
      throw new IllegalArgumentException("The newest report stays");
    }
  }

  /// Which reports go, the oldest of each configuration first.
  public List<FoundReport> plan() {
    Map<ObjectKey, List<FoundReport>> byPlace = new TreeMap<>();
    for (FoundReport report : ReportSearch.below(scope)) {
      if (report.complete()) {
        byPlace.computeIfAbsent(report.place().root(), _ -> new ArrayList<>()).add(report);
      }
    }
    List<FoundReport> going = new ArrayList<>();
    for (List<FoundReport> reports : byPlace.values()) {
      reports.subList(0, Math.max(0, reports.size() - keep)).stream()
          .filter(report -> before == null || report.began().isBefore(before))
          .forEach(going::add);
    }
    return going;
  }

  /// Removes these reports: the checksum first, so that none looks complete that is not.
  ///
  /// @return how many objects were removed
  /// @throws InventoryException when a manifest is not what it must be: then nobody can tell which
  ///   files are its own
  public int remove(List<FoundReport> reports) {
    Set<FoundReport> going = new HashSet<>(reports);
    Set<ObjectKey> needed = new HashSet<>();
    for (FoundReport report : ReportSearch.below(scope)) {
      if (report.complete() && !going.contains(report)) {
        files(report).forEach(file -> needed.add(file.key()));
      }
    }
    ReportUploads objects = new ReportUploads(scope, null);
    int removed = 0;
    for (FoundReport report : reports) {
      List<ObjectKey> rest = new ArrayList<>();
      files(report).stream()
          .map(DataFile::key)
          .filter(key -> key.startsWith(report.place().root()) && !needed.contains(key))
          .forEach(rest::add);
      rest.add(report.place().symlink(report.began()));
      rest.add(report.manifestKey());
      objects.remove(List.of(report.place().checksum(report.began())));
      objects.remove(rest);
      removed += rest.size() + 1;
    }
    return removed;
  }

  private List<DataFile> files(FoundReport report) {
    return ReportReader.open(scope, report.manifestKey()).manifest().files();
  }
}
