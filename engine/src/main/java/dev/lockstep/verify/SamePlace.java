package dev.lockstep.verify;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.util.List;

/// Finds out whether two stores under two names are one: an empty trial object written to one and
/// seen in the other says so. Names can't: one server has many addresses.
public final class SamePlace {
  private SamePlace() {}

  /// Writes, looks, and removes what it wrote.
  ///
  /// @param prefix what the trial object's key begins with
  /// @throws StoreException when the trial object can't be written, or not be looked for: not
  ///   knowing is no answer
  public static boolean is(
      ObjectStore written,
      ObjectStore looked,
      BucketName bucket,
      ObjectKey prefix,
      TrialNames names) {
    ObjectRef trial = ObjectRef.current(bucket, prefix.then(ObjectKey.of(names.next())));
    ObjectRef version =
        new ObjectRef(
            bucket,
            trial.key(),
            written
                .putObject(trial, ObjectAttributes.NONE, ObjectBody.EMPTY, WriteOptions.PLAIN)
                .version());
    try {
      looked.headObject(trial, ReadOptions.PLAIN);
      return true;
    } catch (StoreException e) {
      if (!(e.failure() instanceof StoreFailure.Missing)) {
        throw e;
      }
      return false;
    } finally {
      written.deleteObjects(bucket, List.of(version));
    }
  }
}
