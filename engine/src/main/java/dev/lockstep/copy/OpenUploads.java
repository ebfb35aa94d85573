package dev.lockstep.copy;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.object.ObjectRef;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The multipart uploads to one store that are neither completed nor aborted: those under way, and
/// those that failed or were cut short, by this run or an earlier one. A copy of the same bytes in
/// the same cuts goes on with what is there. Any thread may call; one target is in one pair of
/// hands at a time.
public final class OpenUploads {
  private final ObjectStore store;
  private final UploadLog log;
  private final InstantSource clock;
  private final Map<ObjectRef, UnfinishedUpload.Builder> byTarget = new HashMap<>();
  private final Set<ObjectRef> uncertain = ConcurrentHashMap.newKeySet();

  /// @param left what earlier runs left unfinished
  public OpenUploads(
      ObjectStore store, UploadLog log, InstantSource clock, List<UnfinishedUpload> left) {
    this.store = store;
    this.log = log;
    this.clock = clock;
    left.forEach(upload ->
        byTarget.put(key(upload.upload().target()), new UnfinishedUpload.Builder(upload)));
  }

  /// Which id a version is to have is the recipe's to tell: what is read of an earlier run says
  /// none.
  private static ObjectRef key(ObjectRef target) {
    return ObjectRef.current(target.bucket(), target.key());
  }

  /// The upload to go on with, or a new one. One that is of no use any more is aborted first.
  UnfinishedUpload open(ObjectRef target, String recipe, Supplier<MultipartUpload> create) {
    UnfinishedUpload left = at(target);
    if (left != null) {
      if (left.recipe().equals(recipe)) {
        return left;
      }
      abort(left.upload());
    }
    MultipartUpload upload = create(target, create);
    try {
      log.began(upload, recipe);
    } catch (UncheckedIOException e) {
      // Nobody would ever know of it.
      store.abortUpload(upload);
      throw e;
    }
    UnfinishedUpload begun = new UnfinishedUpload(upload, recipe, List.of());
    synchronized (byTarget) {
      byTarget.put(key(target), new UnfinishedUpload.Builder(begun));
    }
    return begun;
  }

  /// When the answer says too little, the upload may be there all the same, and would be paid for
  /// until somebody finds it.
  private MultipartUpload create(ObjectRef target, Supplier<MultipartUpload> create) {
    Instant now = clock.instant();
    log.intended(target, now);
    uncertain.add(target);
    try {
      MultipartUpload upload = create.get();
      uncertain.remove(target);
      return upload;
    } catch (StoreException e) {
      if (e.failure().mayBeDone()) {
        new LostUploads(store).abort(target, now, all());
      }
      log.neverBegan(target);
      uncertain.remove(target);
      throw e;
    }
  }

  private @Nullable UnfinishedUpload at(ObjectRef target) {
    synchronized (byTarget) {
      UnfinishedUpload.Builder open = byTarget.get(key(target));
      return open == null ? null : open.build();
    }
  }

  /// The store has taken a part.
  void stored(MultipartUpload upload, UploadedPart part) {
    log.stored(upload, part);
    synchronized (byTarget) {
      UnfinishedUpload.Builder open = byTarget.get(key(upload.target()));
      if (open != null) {
        open.add(part);
      }
    }
  }

  /// The upload was completed.
  void completed(MultipartUpload upload) {
    forget(upload);
  }

  /// Aborts an upload; there being none any more is as good.
  ///
  /// @throws StoreException when it is still there for all that is known
  void abort(MultipartUpload upload) {
    store.abortUpload(upload);
    forget(upload);
  }

  private void forget(MultipartUpload upload) {
    synchronized (byTarget) {
      byTarget.remove(key(upload.target()));
    }
    log.ended(upload);
  }

  /// Whether nothing is open, for all that is known.
  public boolean areNone() {
    return uncertain.isEmpty() && all().isEmpty();
  }

  /// Those that are open now.
  public List<UnfinishedUpload> all() {
    synchronized (byTarget) {
      return byTarget.values().stream().map(UnfinishedUpload.Builder::build).toList();
    }
  }

  /// Aborts whatever is open: nobody will go on with it.
  ///
  /// @throws StoreException the first failure, when all has been tried
  public void abortAll() {
    StoreException failed = null;
    for (UnfinishedUpload open : all()) {
      try {
        abort(open.upload());
      } catch (StoreException e) {
        if (failed == null) {
          failed = e;
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
