package dev.lockstep.sandbox.synthetic;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.Bucket;
import dev.lockstep.sandbox.store.CannedAcl;
import dev.lockstep.sandbox.store.History;
import dev.lockstep.sandbox.store.Versioning;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// A bucket of any size that can be read and not written: keys, sizes, ETags and bytes are computed
/// when they are asked for. A page of its listing costs as much memory as the page.
public final class SyntheticBucket implements Bucket {
  private final BucketName name;
  private final Account owner;
  private final SyntheticSpec spec;
  private final SyntheticObjects objects;

  public SyntheticBucket(BucketName name, Account owner, SyntheticSpec spec) {
    this.name = name;
    this.owner = owner;
    this.spec = spec;
    this.objects = new SyntheticObjects(spec, owner);
  }

  @Override
  public BucketName name() {
    return name;
  }

  @Override
  public Account owner() {
    return owner;
  }

  @Override
  public Instant created() {
    return spec.modified();
  }

  @Override
  public Versioning versioning() {
    return Versioning.OFF;
  }

  @Override
  public AccessControl acl() {
    return CannedAcl.privateTo(owner);
  }

  /// How many objects there are.
  public long count() {
    long all = spec.keys().count();
    return spec.missingEvery() == 0 ? all : all - all / spec.missingEvery();
  }

  /// The place within the key scheme of the object of a position, which leaves out the missing.
  private long place(long position) {
    return spec.missingEvery() == 0 ? position : position + position / (spec.missingEvery() - 1);
  }

  /// The first position whose key is not before this one.
  private long lowerBound(ObjectKey key) {
    long low = 0;
    long high = count();
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (spec.keys().key(place(middle)).compareTo(key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isAt(long position, ObjectKey key) {
    return position < count() && spec.keys().key(place(position)).equals(key);
  }

  @Override
  public @Nullable History history(ObjectKey key) {
    long position = lowerBound(key);
    return isAt(position, key) ? objects.history(place(position)) : null;
  }

  @Override
  public Iterator<Entry> entries(ObjectKey from, boolean inclusive) {
    long bound = from.isEmpty() ? 0 : lowerBound(from);
    long start = !inclusive && isAt(bound, from) ? bound + 1 : bound;
    return new Iterator<>() {
      private long position = start;

      @Override
      public boolean hasNext() {
        return position < count();
      }

      @Override
      public Entry next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        long place = place(position++);
        return new Entry(spec.keys().key(place), objects.history(place));
      }
    };
  }
}
