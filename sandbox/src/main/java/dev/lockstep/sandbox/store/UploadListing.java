package dev.lockstep.sandbox.store;

import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;

/// A page of the uploads in progress: by key, the oldest of each first.
public record UploadListing(List<Upload> uploads, List<ObjectKey> prefixes, boolean more) {

  /// Lists a bucket.
  ///
  /// @param idMarker the upload of the query's `after` behind which to begin; empty for behind all
  public static UploadListing of(Bucket bucket, ListingQuery query, String idMarker) {
    List<Upload> uploads = new ArrayList<>();
    List<ObjectKey> prefixes = new ArrayList<>();
    if (!(bucket instanceof StoredBucket stored)) {
      return new UploadListing(uploads, prefixes, false);
    }
    String behind = idMarker.isEmpty() && !query.after().isEmpty() ? "\uffff" : idMarker;
    for (Upload upload : stored.uploads().after(query.after(), behind)) {
      if (!upload.key().startsWith(query.prefix())) {
        continue;
      }
      ObjectKey common =
          KeySpace.commonPrefix(upload.key(), query.prefix(), query.delimiter());
      if (common != null && (prefixes.contains(common) || common.equals(query.after()))) {
        continue;
      }
      if (uploads.size() + prefixes.size() == query.most()) {
        return new UploadListing(uploads, prefixes, true);
      }
      if (common == null) {
        uploads.add(upload);
      } else {
        prefixes.add(common);
      }
    }
    return new UploadListing(uploads, prefixes, false);
  }
}
