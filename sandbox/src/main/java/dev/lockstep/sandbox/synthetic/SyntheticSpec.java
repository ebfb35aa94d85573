package dev.lockstep.sandbox.synthetic;

import dev.lockstep.object.ObjectAttributes;
import java.time.Instant;

/// What a synthetic bucket looks like. The same specification gives the same bucket, on every
/// machine; two that differ in `missingEvery` or `changedEvery` alone give buckets that differ in
/// just those objects.
///
/// @param seed of the contents
/// @param variants how many different contents there are, cut to the object's size; 1 to 65,536
/// @param stamped whether each block of each object is different, which makes ETags dear: use it
///   for objects of up to some hundred MiB
/// @param partSize objects that are larger were written in parts of so many bytes
/// @param attributes of every object
/// @param modified when every object was written
/// @param missingEvery leaves out one key in so many; 0 for none
/// @param changedEvery gives one object in so many another content; 0 for none
public record SyntheticSpec(
    KeyScheme keys,
    SizeScheme sizes,
    long seed,
    int variants,
    boolean stamped,
    long partSize,
    ObjectAttributes attributes,
    Instant modified,
    long missingEvery,
    long changedEvery) {
  private static final long DEFAULT_PART = 8L << 20;
  private static final Instant DEFAULT_TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MOST_VARIANTS = 1 << 16;

  public SyntheticSpec {
    if (variants < 1 || variants > MOST_VARIANTS) {
      throw new IllegalArgumentException("1 to 65,536 variants, not " + variants);
    }
    if (partSize < 1 || missingEvery < 0 || missingEvery == 1 || changedEvery < 0) {
      throw new IllegalArgumentException("No bucket looks like that");
    }
  }

  /// Keys and sizes, all else as it suits most.
  public static SyntheticSpec of(KeyScheme keys, SizeScheme sizes) {
    return new SyntheticSpec(
        keys, sizes, 0, 64, false, DEFAULT_PART, ObjectAttributes.NONE, DEFAULT_TIME, 0, 0);
  }

  public SyntheticSpec withSeed(long other) {
    return new SyntheticSpec(
        keys,
        sizes,
        other,
        variants,
        stamped,
        partSize,
        attributes,
        modified,
        missingEvery,
        changedEvery);
  }

  public SyntheticSpec withVariants(int other) {
    return new SyntheticSpec(
        keys,
        sizes,
        seed,
        other,
        stamped,
        partSize,
        attributes,
        modified,
        missingEvery,
        changedEvery);
  }

  public SyntheticSpec withStamps() {
    return new SyntheticSpec(
        keys,
        sizes,
        seed,
        variants,
        true,
        partSize,
        attributes,
        modified,
        missingEvery,
        changedEvery);
  }

  public SyntheticSpec withPartSize(long bytes) {
    return new SyntheticSpec(
        keys,
        sizes,
        seed,
        variants,
        stamped,
        bytes,
        attributes,
        modified,
        missingEvery,
        changedEvery);
  }

  public SyntheticSpec withAttributes(ObjectAttributes other) {
    return new SyntheticSpec(
        keys,
        sizes,
        seed,
        variants,
        stamped,
        partSize,
        other,
        modified,
        missingEvery,
        changedEvery);
  }

  public SyntheticSpec withModified(Instant other) {
    return new SyntheticSpec(
        keys,
        sizes,
        seed,
        variants,
        stamped,
        partSize,
        attributes,
        other,
        missingEvery,
        changedEvery);
  }

  /// Without one key in so many.
  public SyntheticSpec withMissingEvery(long every) {
    return new SyntheticSpec(
        keys, sizes, seed, variants, stamped, partSize, attributes, modified, every, changedEvery);
  }

  /// With another content in one object in so many.
  public SyntheticSpec withChangedEvery(long every) {
    return new SyntheticSpec(
        keys, sizes, seed, variants, stamped, partSize, attributes, modified, missingEvery, every);
  }
}
