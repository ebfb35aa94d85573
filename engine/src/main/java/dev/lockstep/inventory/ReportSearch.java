package dev.lockstep.inventory;

import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeyRange;
import dev.lockstep.listing.RangeListing;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Finds reports by their manifests, whoever has written them.
public final class ReportSearch {
  private static final byte[] MANIFEST =
      ("/" + ReportPlace.MANIFEST).getBytes(StandardCharsets.UTF_8);
  private static final byte[] CHECKSUM =
      ("/" + ReportPlace.CHECKSUM).getBytes(StandardCharsets.UTF_8);

  private ReportSearch() {}

  /// All reports below a place, those of one configuration together, the oldest first.
  ///
  /// @throws dev.lockstep.listing.ListingDisorder when the listing can't be trusted
  /// @throws dev.lockstep.endpoint.StoreException when it could not be read to its end
  public static List<FoundReport> below(BucketScope scope) {
    List<ReportPlace.Found> manifests = new ArrayList<>();
    Set<ObjectKey> checksums = new HashSet<>();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("search-", 0).factory())) {
      RangeListing listing = new RangeListing(scope, KeyRange.everything(), threads);
      for (EntryPage page = listing.nextPage(); page != null; page = listing.nextPage()) {
        for (int row = 0; row < page.count(); row++) {
          if (endsWith(page, row, MANIFEST)) {
            ReportPlace.ofManifest(page.key(row)).ifPresent(manifests::add);
          } else if (endsWith(page, row, CHECKSUM)) {
            checksums.add(page.key(row));
          }
        }
      }
    }
    return manifests.stream()
        .map(one ->
            new FoundReport(
                one.place(), one.began(), checksums.contains(one.place().checksum(one.began()))))
        .sorted(
            Comparator.comparing((FoundReport report) -> report.place().root())
                .thenComparing(FoundReport::began))
        .toList();
  }

  /// Where the manifest of the newest complete report below a place is; empty where there is none.
  ///
  /// @throws InventoryException when reports of several configurations are there: which is meant
  ///   can't be told
  /// @throws dev.lockstep.listing.ListingDisorder when the listing can't be trusted
  /// @throws dev.lockstep.endpoint.StoreException when it could not be read to its end
  public static Optional<BucketScope> latest(BucketScope scope) {
    List<FoundReport> complete = below(scope).stream().filter(FoundReport::complete).toList();
    List<ObjectKey> roots =
        complete.stream().map(report -> report.place().root()).distinct().toList();
    if (roots.size() > 1) {
      throw new InventoryException(
          "below "
              + scope
              + " are reports of several configurations: name one, such as "
              + scope.store().name()
              + ":"
              + scope.bucket()
              + "/"
              + roots.getFirst()
              + "latest");
    }
    return complete.stream()
        .max(Comparator.comparing(FoundReport::began))
        .map(report -> new BucketScope(scope.store(), scope.bucket(), report.manifestKey()));
  }

  private static boolean endsWith(EntryPage page, int row, byte[] ending) {
    int end = page.keyEnd(row);
    int from = end - ending.length;
    return from >= page.keyStart(row)
        && Arrays.equals(page.keyBytes(), from, end, ending, 0, ending.length);
  }
}
