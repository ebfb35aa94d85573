package dev.lockstep.sandbox.store;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.sandbox.store.ListingWalk.Step;
import java.util.ArrayList;
import java.util.List;

/// A page of current objects.
///
/// @param last the last key or common prefix of the page: where the next begins; empty for an empty
///   page
public record ObjectListing(
    List<Row> rows, List<ObjectKey> prefixes, boolean more, ObjectKey last) {

  /// An object of the page.
  public record Row(ObjectKey key, Version.Stored version) {}

  /// Lists a bucket.
  public static ObjectListing of(Bucket bucket, ListingQuery query) {
    List<Row> rows = new ArrayList<>(Math.min(query.most(), 1000));
    List<ObjectKey> prefixes = new ArrayList<>();
    ObjectKey last = ObjectKey.EMPTY;
    if (query.most() == 0) {
      return new ObjectListing(rows, prefixes, false, last);
    }
    ListingWalk walk = new ListingWalk(bucket, query, false);
    for (Step step = walk.next(false); step != null; step = walk.next(false)) {
      if (rows.size() + prefixes.size() == query.most()) {
        return new ObjectListing(rows, prefixes, true, last);
      }
      last = taken(step, rows, prefixes);
    }
    return new ObjectListing(rows, prefixes, false, last);
  }

  private static ObjectKey taken(Step step, List<Row> rows, List<ObjectKey> prefixes) {
    return switch (step) {
      case Step.Shared(ObjectKey prefix) -> {
        prefixes.add(prefix);
        yield prefix;
      }
      case Step.One(Bucket.Entry entry) -> {
        Version.Stored current = entry.history().current();
        if (current != null) {
          rows.add(new Row(entry.key(), current));
        }
        yield entry.key();
      }
    };
  }
}
