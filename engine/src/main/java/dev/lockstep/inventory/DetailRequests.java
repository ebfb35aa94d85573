package dev.lockstep.inventory;

import dev.lockstep.concurrent.BoundedTasks;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks for what a listing can't tell: a HeadObject and a GetObjectAcl for each version, the one or
/// the other only where a field was chosen that needs it. Any thread.
final class DetailRequests {
  private final BucketScope source;
  private final boolean heads;
  private final boolean acls;
  private final Semaphore slots;
  private final LongAdder unknown = new LongAdder();

  DetailRequests(InventoryRequest request, int atOnce) {
    this.source = request.source();
    this.heads = request.costs(InventoryField.Cost.HEAD);
    this.acls = request.costs(InventoryField.Cost.ACL);
    this.slots = new Semaphore(atOnce);
  }

  /// Whether nothing has to be asked for.
  boolean isNeedless() {
    return !heads && !acls;
  }

  /// Of the first rows of a page; empty when nothing has to be asked for.
  ///
  /// @throws StoreException when the store could not be used
  List<ObjectDetail> of(EntryPage page, int rows) {
    if (isNeedless()) {
      return List.of();
    }
    ObjectDetail[] details = new ObjectDetail[rows];
    Arrays.fill(details, ObjectDetail.UNKNOWN);
    BoundedTasks asking = new BoundedTasks("detail-");
    try (asking) {
      for (int row = 0; row < rows; row++) {
        if (!page.isDeleteMarker(row)) {
          int at = row;
          asking.start(slots, () -> details[at] = ask(ref(page, at)));
        }
      }
    }
    asking.throwIfFailed();
    return Arrays.asList(details);
  }

  private ObjectRef ref(EntryPage page, int row) {
    String id = page.versionId(row);
    return new ObjectRef(source.bucket(), page.key(row), id == null ? null : new VersionId(id));
  }

  private ObjectDetail ask(ObjectRef ref) {
    return new ObjectDetail(
        heads ? told(ref, this::head) : null, acls ? told(ref, source.store()::fetchAcl) : null);
  }

  private ObjectHead head(ObjectRef ref) {
    return source.store().headObject(ref, ReadOptions.WITH_CHECKSUMS);
  }

  /// What the store does not tell of one object stays empty, and is counted; it ends nothing.
  private <T> @Nullable T told(ObjectRef ref, Function<ObjectRef, T> request) {
    try {
      return request.apply(ref);
    } catch (StoreException e) {
      boolean ofObject =
          e.failure() instanceof StoreFailure.Missing
              || e.failure() instanceof StoreFailure.Denied
              || e.failure() instanceof StoreFailure.Unsupported
              || e.failure() instanceof StoreFailure.Refused;
      if (!ofObject) {
        throw e;
      }
      unknown.increment();
      return null;
    }
  }

  /// Requests that were refused.
  long unknown() {
    return unknown.sum();
  }
}
