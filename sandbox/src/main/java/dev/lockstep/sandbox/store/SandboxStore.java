package dev.lockstep.sandbox.store;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.endpoint.StoreLimits;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.VersionId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// Buckets in memory, with the semantics of S3. What it holds is gone with the process: it is for
/// demonstrations, tests and measurements, and no product for storing data.
public final class SandboxStore {
  public static final String DEFAULT_REGION = "us-east-1";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final InstantSource clock;
  private final StoreLimits limits;
  private final String region;
  private final ConcurrentNavigableMap<String, Bucket> buckets = new ConcurrentSkipListMap<>();
  private final AtomicLong names = new AtomicLong();
  private volatile boolean keepsIdentities;

  public SandboxStore(InstantSource clock) {
    this(clock, StoreLimits.AMAZON_S3, DEFAULT_REGION);
  }

  public SandboxStore(InstantSource clock, StoreLimits limits, String region) {
    this.clock = clock;
    this.limits = limits;
    this.region = region;
  }

  /// From now on clients may say which id and which time a version is to have, as at MinIO; such a
  /// store orders the versions of a key by their times.
  public void keepIdentities() {
    keepsIdentities = true;
  }

  /// Whether a client may say what a version is called and how old it is.
  public boolean keepsIdentities() {
    return keepsIdentities;
  }

  public InstantSource clock() {
    return clock;
  }

  public StoreLimits limits() {
    return limits;
  }

  public String region() {
    return region;
  }

  /// The time as S3 tells it: in whole seconds; where versions are in the order of their times, to
  /// the millisecond.
  Instant now() {
    return clock.instant().truncatedTo(keepsIdentities ? ChronoUnit.MILLIS : ChronoUnit.SECONDS);
  }

  /// Makes a bucket that keeps what is written to it. One's own bucket made again is the same
  /// bucket, but only in Amazon's first region: elsewhere that is refused.
  ///
  /// @throws Refusal when the name is taken, or none that S3 allows
  public StoredBucket createBucket(Account owner, BucketName name, AccessControl acl) {
    StoredBucket bucket = new StoredBucket(name, owner, now(), acl, Long.MAX_VALUE);
    try {
      addBucket(bucket);
      return bucket;
    } catch (Refusal refusal) {
      boolean again =
          refusal.code() == ErrorCode.BUCKET_ALREADY_OWNED && region.equals(DEFAULT_REGION);
      if (again && bucket(name) instanceof StoredBucket before) {
        return before;
      }
      throw refusal;
    }
  }

  public StoredBucket createBucket(Account owner, BucketName name) {
    return createBucket(owner, name, CannedAcl.privateTo(owner));
  }

  /// Makes a bucket whose objects can be locked, and which keeps versions.
  public StoredBucket createLockingBucket(Account owner, BucketName name, AccessControl acl) {
    StoredBucket bucket = createBucket(owner, name, acl);
    bucket.lockObjects();
    return bucket;
  }

  /// Makes a bucket that digests what is written to it, and keeps only objects and parts of up to
  /// `largestKept` bytes. The others are listed, have ETags and checksums, and can't be read.
  public StoredBucket createSink(Account owner, BucketName name, long largestKept) {
    StoredBucket bucket =
        new StoredBucket(name, owner, now(), CannedAcl.privateTo(owner), largestKept);
    addBucket(bucket);
    return bucket;
  }

  /// Adds a bucket that was made elsewhere.
  public void addBucket(Bucket bucket) {
    String name = bucket.name().value();
    if (!NAME.matcher(name).matches() || name.contains("..")) {
      throw new Refusal(ErrorCode.INVALID_BUCKET_NAME).with("BucketName", name);
    }
    Bucket before = buckets.putIfAbsent(name, bucket);
    if (before != null) {
      boolean own = before.owner().equals(bucket.owner());
      throw new Refusal(own ? ErrorCode.BUCKET_ALREADY_OWNED : ErrorCode.BUCKET_ALREADY_EXISTS)
          .with("BucketName", name);
    }
  }

  /// The bucket of a name, for whoever asks.
  public Bucket bucket(BucketName name) {
    Bucket bucket = buckets.get(name.value());
    if (bucket == null) {
      throw new Refusal(ErrorCode.NO_SUCH_BUCKET).with("BucketName", name.value());
    }
    return bucket;
  }

  /// The bucket of a name, to be written.
  StoredBucket writable(BucketName name) {
    return switch (bucket(name)) {
      case StoredBucket stored -> stored;
      case Bucket _ ->
          throw new Refusal(ErrorCode.METHOD_NOT_ALLOWED, "This bucket is computed, not stored");
    };
  }

  /// The bucket of a name, for its owner alone.
  public Bucket ownBucket(Account caller, BucketName name) {
    Bucket bucket = bucket(name);
    if (!bucket.owner().equals(caller)) {
      throw new Refusal(ErrorCode.ACCESS_DENIED);
    }
    return bucket;
  }

  private StoredBucket ownWritable(Account caller, BucketName name) {
    ownBucket(caller, name);
    return writable(name);
  }

  /// The bucket of a name, for those who may list it.
  public Bucket listable(Account caller, BucketName name) {
    Bucket bucket = bucket(name);
    Permission.READ.require(caller, bucket.acl(), bucket.owner());
    return bucket;
  }

  /// The buckets of an account, by name.
  public List<Bucket> buckets(Account owner) {
    return buckets.values().stream().filter(bucket -> bucket.owner().equals(owner)).toList();
  }

  public void deleteBucket(Account caller, BucketName name) {
    Bucket bucket = ownBucket(caller, name);
    if (bucket instanceof StoredBucket stored && !stored.isEmpty()) {
      throw new Refusal(ErrorCode.BUCKET_NOT_EMPTY).with("BucketName", name.value());
    }
    buckets.remove(name.value(), bucket);
  }

  public void setVersioning(Account caller, BucketName name, Versioning versioning) {
    StoredBucket bucket = ownWritable(caller, name);
    if (bucket.locksObjects() && versioning != Versioning.ENABLED) {
      throw new Refusal(ErrorCode.INVALID_BUCKET_STATE);
    }
    bucket.versioning(versioning);
  }

  public AccessControl fetchBucketAcl(Account caller, BucketName name) {
    Bucket bucket = bucket(name);
    Permission.READ_ACP.require(caller, bucket.acl(), bucket.owner());
    return bucket.acl();
  }

  public void putBucketAcl(Account caller, BucketName name, AccessControl acl) {
    StoredBucket bucket = writable(name);
    Permission.WRITE_ACP.require(caller, bucket.acl(), bucket.owner());
    bucket.acl(acl);
  }

  /// An id for a version: as long as S3's, and telling nothing of the order.
  VersionId nextVersionId() {
    return new VersionId(OpaqueId.of(names.incrementAndGet()));
  }

  /// An id for an upload: later ones sort behind earlier ones.
  String nextUploadId() {
    long number = names.incrementAndGet();
    return String.format("%012x", number) + OpaqueId.of(number);
  }

  public ObjectReads reads() {
    return new ObjectReads(this);
  }

  public ObjectWrites writes() {
    return new ObjectWrites(this);
  }

  public ObjectCopies copies() {
    return new ObjectCopies(this);
  }

  public ObjectDeletes deletes() {
    return new ObjectDeletes(this);
  }

  public MultipartUploads uploads() {
    return new MultipartUploads(this);
  }
}
