package dev.lockstep.copy;

import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.StoreLimits;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Where an object is cut into parts.
public final class PartPlan {
  private static final long MIB = 1L << 20;

  /// The part sizes in MiB that widely used uploaders choose, the commonest first: 8 (AWS CLI,
  /// boto3), 16 (mc), 5 (rclone, and the smallest allowed), 10, 50 (s5cmd), 64, 100, 128 and so on.
  private static final long[] COMMON_SIZES = {
    8, 16, 5, 10, 50, 64, 100, 128, 15, 20, 25, 32, 256, 512, 1024
  };

  private final long[] ends;

  private PartPlan(long[] ends) {
    this.ends = ends;
  }

  /// Parts of one size, the last one possibly shorter.
  public static PartPlan uniform(long objectSize, long partSize) {
    long count = Math.max(1, Math.ceilDiv(objectSize, partSize));
    long[] ends = new long[Math.toIntExact(count)];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = Math.min(objectSize, (i + 1) * partSize);
    }
    return new PartPlan(ends);
  }

  /// Parts of these sizes.
  public static PartPlan of(long[] partSizes) {
    long[] ends = new long[partSizes.length];
    long end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += partSizes[i];
      ends[i] = end;
    }
    return new PartPlan(ends);
  }

  /// Parts of about this size, larger when there would be too many (rounded up to a MiB).
  ///
  /// @throws IllegalArgumentException when the object is larger than the store takes
  public static PartPlan bySize(long objectSize, long preferredPart, StoreLimits limits) {
    if (objectSize > limits.largestObject()) {
      throw new IllegalArgumentException(
          "The object has %,d bytes; the store takes at most %,d"
              .formatted(objectSize, limits.largestObject()));
    }
    long smallest = Math.ceilDiv(Math.ceilDiv(objectSize, limits.parts()), MIB) * MIB;
    long size = Math.max(limits.smallestPart(), Math.max(preferredPart, smallest));
    return uniform(objectSize, Math.min(limits.largestPart(), size));
  }

  /// The likely cuts of an object of which only the number of parts is known, the likeliest first:
  /// with the part sizes of widely used uploaders that give that number, then with all whole
  /// numbers of MiB that do, and else evenly.
  ///
  /// @param most how many at the most
  static List<PartPlan> candidates(long objectSize, int parts, int most) {
    Set<Long> sizes = new LinkedHashSet<>();
    for (long mib : COMMON_SIZES) {
      sizes.add(mib * MIB);
    }
    long smallest = Math.max(1, Math.ceilDiv(Math.ceilDiv(objectSize, parts), MIB));
    for (long mib = smallest; mib < smallest + most; mib++) {
      sizes.add(mib * MIB);
    }
    List<PartPlan> plans =
        sizes.stream()
            .filter(size -> Math.max(1, Math.ceilDiv(objectSize, size)) == parts)
            .map(size -> Math.min(size, Math.max(1, objectSize)))
            .distinct()
            .limit(most)
            .map(size -> uniform(objectSize, size))
            .toList();
    return plans.isEmpty() ? List.of(uniform(objectSize, Math.ceilDiv(objectSize, parts))) : plans;
  }

  public int count() {
    return ends.length;
  }

  /// @param number from 1 on
  public ByteRange range(int number) {
    return ByteRange.of(start(number), length(number));
  }

  /// How many bytes a part has: 0 for the one part of an empty object, which has no range.
  public long length(int number) {
    return ends[number - 1] - start(number);
  }

  private long start(int number) {
    return number == 1 ? 0 : ends[number - 2];
  }

  public long objectSize() {
    return ends[ends.length - 1];
  }

  boolean cutsLike(PartPlan other) {
    return Arrays.equals(ends, other.ends);
  }

  /// Whether a store takes parts of these sizes.
  boolean fits(StoreLimits limits) {
    for (int number = 1; number <= count(); number++) {
      long length = length(number);
      if (length > limits.largestPart() || number < count() && length < limits.smallestPart()) {
        return false;
      }
    }
    return count() <= limits.parts();
  }
}
