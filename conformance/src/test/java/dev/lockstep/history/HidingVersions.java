package dev.lockstep.history;

import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import java.util.function.BiPredicate;

/// A store that leaves versions out where it lists everything, and tells them to whoever asks for
/// their key.
final class HidingVersions extends RelayedStore {
  private final BiPredicate<ObjectKey, ObjectVersion> hidden;

  HidingVersions(ObjectStore store, BiPredicate<ObjectKey, ObjectVersion> hidden) {
    super(store);
    this.hidden = hidden;
  }

  @Override
  public VersionsPage listVersions(BucketName bucket, VersionsRequest request) {
    VersionsPage page = super.listVersions(bucket, request);
    return request.prefix().isEmpty()
        ? new VersionsPage(withoutHidden(page.entries()), page.next())
        : page;
  }

  private EntryPage withoutHidden(EntryPage page) {
    EntryPage.Builder rest = new EntryPage.Builder(Math.max(1, page.count()));
    for (int row = 0; row < page.count(); row++) {
      ObjectVersion version = ObjectVersion.of(page, row);
      if (!hidden.test(page.key(row), version)) {
        rest.key(page.key(row))
            .size(version.size())
            .modifiedMillis(version.lastModified().toEpochMilli())
            .version(version.id().value(), version.latest(), version.deleteMarker());
        ETag etag = version.etag();
        if (etag != null) {
          rest.etag(etag);
        }
        rest.endRow();
      }
    }
    return rest.build();
  }
}
