package dev.lockstep.sandbox.store;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.sandbox.store.ListingWalk.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of versions and delete markers: by key, the newest of each first.
///
/// @param next where the next page begins; null when this is the last
public record VersionListing(List<Row> rows, List<ObjectKey> prefixes, @Nullable Marker next) {

  /// A version of the page.
  public record Row(ObjectKey key, Version version, boolean latest) {}

  /// The last thing of a page.
  ///
  /// @param version null behind a whole key or a common prefix
  public record Marker(ObjectKey key, @Nullable VersionId version) {}

  /// Lists a bucket.
  ///
  /// @param after the version of the query's `after` behind which to begin; null for all of them
  public static VersionListing of(Bucket bucket, ListingQuery query, @Nullable VersionId after) {
    List<Row> rows = new ArrayList<>();
    List<ObjectKey> prefixes = new ArrayList<>();
    Marker last = null;
    ListingWalk walk = new ListingWalk(bucket, query, after != null);
    for (Step step = walk.next(true); step != null; step = walk.next(true)) {
      switch (step) {
        case Step.Shared(ObjectKey prefix) -> {
          if (rows.size() + prefixes.size() == query.most()) {
            return new VersionListing(rows, prefixes, last);
          }
          prefixes.add(prefix);
          last = new Marker(prefix, null);
        }
        case Step.One(Bucket.Entry entry) -> {
          for (Row row : rowsOf(entry, query, after)) {
            if (rows.size() + prefixes.size() == query.most()) {
              return new VersionListing(rows, prefixes, last);
            }
            rows.add(row);
            last = new Marker(row.key(), row.version().id());
          }
        }
      }
    }
    return new VersionListing(rows, prefixes, null);
  }

  private static List<Row> rowsOf(
      Bucket.Entry entry, ListingQuery query, @Nullable VersionId after) {
    List<Row> rows = new ArrayList<>();
    boolean seen = after == null || !entry.key().equals(query.after());
    List<Version> versions = entry.history().versions();
    for (int i = 0; i < versions.size(); i++) {
      Version version = versions.get(i);
      if (seen) {
        rows.add(new Row(entry.key(), version, i == 0));
      }
      seen |= version.id().equals(after);
    }
    return rows;
  }
}
