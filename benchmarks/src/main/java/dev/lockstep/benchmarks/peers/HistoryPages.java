package dev.lockstep.benchmarks.peers;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import org.jspecify.annotations.Nullable;

/// The pages of a listing of versions. One thread at a time.
final class HistoryPages {
  private final ObjectStore store;
  private final BucketName bucket;
  private VersionsRequest.@Nullable Marker next = VersionsRequest.Marker.BEGINNING;

  HistoryPages(ObjectStore store, BucketName bucket) {
    this.store = store;
    this.bucket = bucket;
  }

  private EntryPage page(VersionsRequest.Marker after) {
    VersionsPage page = store.listVersions(bucket, VersionsRequest.of(ObjectKey.EMPTY, after));
    next = page.next();
    return page.entries();
  }

  /// What is wrong at the other, which must list the same, row by row but for ids and times; empty
  /// when nothing is.
  String difference(HistoryPages other) {
    long versions = 0;
    while (next != null && other.next != null) {
      EntryPage here = page(next);
      EntryPage there = other.page(other.next);
      if (here.count() != there.count()) {
        return "the target has more or fewer versions, behind " + versions;
      }
      for (int row = 0; row < here.count(); row++) {
        if (!same(here, there, row)) {
          return "a version of " + here.key(row).text() + " is not in its place at the target";
        }
      }
      versions += here.count();
    }
    return next == null && other.next == null ? "" : "the target has more or fewer versions";
  }

  private static boolean same(EntryPage here, EntryPage there, int row) {
    boolean marker = here.isDeleteMarker(row);
    return here.key(row).equals(there.key(row))
        && marker == there.isDeleteMarker(row)
        && here.isLatest(row) == there.isLatest(row)
        && here.size(row) == there.size(row)
        && (marker || here.sameEtag(row, there, row));
  }
}
