package dev.lockstep.sandbox.store;

import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;

/// A page of the uploads in progress: by key, the oldest of each first.
///
/// @param last the key or common prefix that came last: where the next page begins
/// @param lastId the upload that came last; empty when a common prefix did
public record UploadListing(
    List<Upload> uploads, List<ObjectKey> prefixes, boolean more, ObjectKey last, String lastId) {
  /// Sorts behind every upload's id.
  private static final String BEHIND_ALL = "\uffff";

  /// Lists a bucket.
  ///
  /// @param idMarker the upload of the query's `after` behind which to begin; empty for behind all
  public static UploadListing of(Bucket bucket, ListingQuery query, String idMarker) {
    List<Upload> uploads = new ArrayList<>();
    List<ObjectKey> prefixes = new ArrayList<>();
    ObjectKey last = ObjectKey.EMPTY;
    String lastId = "";
    if (!(bucket instanceof StoredBucket stored) || query.most() == 0) {
      return new UploadListing(uploads, prefixes, false, last, lastId);
    }
    String behind = idMarker.isEmpty() && !query.after().isEmpty() ? BEHIND_ALL : idMarker;
    for (Upload upload : stored.uploads().after(query.after(), behind)) {
      ObjectKey common = KeySpace.commonPrefix(upload.key(), query.prefix(), query.delimiter());
      boolean seen = common != null && (common.equals(last) || common.equals(query.after()));
      if (seen || !upload.key().startsWith(query.prefix())) {
        continue;
      }
      if (uploads.size() + prefixes.size() == query.most()) {
        return new UploadListing(uploads, prefixes, true, last, lastId);
      }
      if (common == null) {
        uploads.add(upload);
      } else {
        prefixes.add(common);
      }
      last = common == null ? upload.key() : common;
      lastId = common == null ? upload.id() : "";
    }
    return new UploadListing(uploads, prefixes, false, last, lastId);
  }
}
