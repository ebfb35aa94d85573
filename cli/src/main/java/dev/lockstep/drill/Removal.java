package dev.lockstep.drill;

import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Takes away what a drill has written, versions included, so that a bucket with versions is not
/// left with delete markers.
record Removal(BucketScope scope) {
  private static final int MOST_VERSIONS = 1000;
  private static final int ROUNDS = 3;

  /// Everything under the prefix.
  ///
  /// @param keys whose uploads are looked for by name too
  /// @return what could not be removed, for people; empty when nothing is left
  List<String> clear(Collection<String> keys) {
    List<String> left = new ArrayList<>();
    Witness witness = new Witness(scope);
    try {
      // What a killed process had sent may arrive after a look, so there is a second one.
      for (int round = 0; round < ROUNDS; round++) {
        Map<String, Witness.Listed> standing = witness.list();
        witness.remove(standing.keySet());
        witness.uploads(keys).values().forEach(upload -> scope.store().abortUpload(upload));
        if (standing.isEmpty()) {
          break;
        }
      }
      witness.list().keySet().forEach(key -> left.add(scope + ObjectKey.of(key).toString()));
      witness
          .uploads(keys)
          .keySet()
          .forEach(upload ->
              left.add(
                  scope.store().name() + ":" + scope.bucket() + "/" + upload + " (an upload)"));
    } catch (StoreException e) {
      left.add("what stands under " + scope + ": " + e.getMessage());
    }
    return left;
  }

  /// One object, with as many versions as are told.
  void remove(ObjectKey key) {
    ObjectRef current = ObjectRef.current(scope.bucket(), key);
    for (int version = 0; version < MOST_VERSIONS; version++) {
      ObjectHead head;
      try {
        head = scope.store().headObject(current, ReadOptions.PLAIN);
      } catch (StoreException e) {
        if (e.failure() instanceof StoreFailure.Missing) {
          return;
        }
        throw e;
      }
      delete(new ObjectRef(scope.bucket(), key, head.version()));
      if (head.version() == null) {
        return;
      }
    }
  }

  private void delete(ObjectRef object) {
    for (DeleteFailure failure : scope.store().deleteObjects(scope.bucket(), List.of(object))) {
      throw new StoreException(failure.failure(), "DeleteObject", object.toString(), null);
    }
  }
}
