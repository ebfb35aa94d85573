package dev.lockstep.process;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.Bucket;
import dev.lockstep.sandbox.store.History;
import dev.lockstep.sandbox.store.Versioning;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A bucket that is listed at once, and whose objects behind a prefix are answered for only when
/// they are let go.
///
/// @param reached counts the requests for such objects down
/// @param release lets all of them go, those to come too
record HeldBucket(Bucket bucket, ObjectKey prefix, CountDownLatch reached, CountDownLatch release)
    implements Bucket {
  @Override
  public @Nullable History history(ObjectKey key) {
    if (key.startsWith(prefix)) {
      reached.countDown();
      try {
        release.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    return bucket.history(key);
  }

  @Override
  public Iterator<Entry> entries(ObjectKey from, boolean inclusive) {
    return bucket.entries(from, inclusive);
  }

  @Override
  public BucketName name() {
    return bucket.name();
  }

  @Override
  public Account owner() {
    return bucket.owner();
  }

  @Override
  public Instant created() {
    return bucket.created();
  }

  @Override
  public Versioning versioning() {
    return bucket.versioning();
  }

  @Override
  public AccessControl acl() {
    return bucket.acl();
  }
}
