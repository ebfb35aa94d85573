package dev.lockstep.verify;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/// Finds out whether two stores under two names are one: an empty trial object written to one and
/// seen in the other says so. Names can't: one server has many addresses.
public final class SamePlace {
  private SamePlace() {}

  /// Writes, looks, and removes what it wrote.
  ///
  /// @param prefix what the trial object's key begins with
  /// @throws StoreException when the trial object can't be written
  public static boolean is(
      ObjectStore written,
      ObjectStore looked,
      BucketName bucket,
      ObjectKey prefix,
      RandomGenerator random) {
    ObjectKey name =
        ObjectKey.of("lockstep-probe-" + HexFormat.of().toHexDigits(random.nextLong()));
    ObjectRef trial = ObjectRef.current(bucket, prefix.then(name));
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
      return false;
    } finally {
      written.deleteObjects(bucket, List.of(version));
    }
  }
}
