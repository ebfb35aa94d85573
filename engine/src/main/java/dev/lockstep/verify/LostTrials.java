package dev.lockstep.verify;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;

/// Removes trial objects of a run that was killed before it could.
public final class LostTrials {
  private static final ObjectKey SLASH = ObjectKey.of("/");

  private final ObjectStore store;
  private final BucketName bucket;
  private final ObjectKey prefix;

  /// @param prefix what the trial objects' keys began with
  public LostTrials(ObjectStore store, BucketName bucket, ObjectKey prefix) {
    this.store = store;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /// @param beginning of the trial objects' names, as [TrialNames] noted it
  /// @return what could not be removed, for people
  /// @throws StoreException when the store can't be asked
  public List<String> remove(String beginning) {
    List<String> left = new ArrayList<>();
    ObjectKey name = ObjectKey.of(beginning);
    List<ObjectKey> places = new ArrayList<>(List.of(prefix.then(name)));
    if (prefix.isEmpty() || prefix.startsWith(SLASH)) {
      // Keys that begin with a slash are tried out beside the prefix, and stores may drop the
      // slash.
      places.add(SLASH.then(name));
      places.add(name);
    }
    for (ObjectKey place : places.stream().distinct().toList()) {
      left.addAll(new ProbeArea(store, bucket, place).removeListed());
    }
    return left;
  }
}
