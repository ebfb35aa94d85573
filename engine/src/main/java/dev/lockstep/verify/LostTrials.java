package dev.lockstep.verify;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;

/// Removes the trial objects of a run that was killed before it could, and aborts its trial
/// uploads.
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
      ProbeArea area = new ProbeArea(store, bucket, place);
      left.addAll(area.removeListed());
      left.addAll(uploads(area));
    }
    return left;
  }

  /// Some stores list no uploads, or not for us. The run that was killed had no more luck, then,
  /// and no trial of an upload either.
  private static List<String> uploads(ProbeArea area) {
    try {
      return area.abortListed();
    } catch (StoreException e) {
      if (e.failure().refusal() || e.failure() instanceof StoreFailure.Denied) {
        return List.of();
      }
      throw e;
    }
  }
}
