package dev.lockstep.sandbox.store;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.sandbox.store.Bucket.Entry;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Walks through the keys of a bucket in order, taking those with a common prefix as one. Belongs
/// to the thread that walks.
final class ListingWalk {
  private final Bucket bucket;
  private final ListingQuery query;
  private Iterator<Entry> entries;
  private boolean over;

  /// @param inclusive whether a key that equals the query's `after` is to be seen
  ListingWalk(Bucket bucket, ListingQuery query, boolean inclusive) {
    this.bucket = bucket;
    this.query = query;
    boolean fromPrefix = query.after().compareTo(query.prefix()) < 0;
    this.entries =
        fromPrefix
            ? bucket.entries(query.prefix(), true)
            : bucket.entries(query.after(), inclusive);
  }

  /// A key, or a prefix that stands for all keys that begin with it.
  sealed interface Step {
    record One(Entry entry) implements Step {}

    record Shared(ObjectKey prefix) implements Step {}
  }

  /// The next step; null at the end. Histories without a current object count where `marked`.
  @Nullable Step next(boolean marked) {
    while (!over && entries.hasNext()) {
      Entry entry = entries.next();
      if (!entry.key().startsWith(query.prefix())) {
        break;
      }
      if (!marked && entry.history().current() == null) {
        continue;
      }
      ObjectKey common = KeySpace.commonPrefix(entry.key(), query.prefix(), query.delimiter());
      if (common == null) {
        return new Step.One(entry);
      }
      skip(common);
      if (!common.equals(query.after())) {
        return new Step.Shared(common);
      }
    }
    over = true;
    return null;
  }

  private void skip(ObjectKey common) {
    ObjectKey behind = KeySpace.behind(common);
    if (behind == null) {
      over = true;
    } else {
      entries = bucket.entries(behind, true);
    }
  }
}
