package dev.lockstep.endpoint;

import dev.lockstep.object.ETag;
import org.jspecify.annotations.Nullable;

/// How a GetObject or HeadObject is to be answered.
///
/// @param ifMatch the ETag that the object must still have; null for any
/// @param range which bytes; null for all
/// @param partNumber which part, from 1 on, as the object was written; 0 for none in particular.
///   Not together with a range
/// @param checksums whether to tell the checksums that the store keeps
public record ReadOptions(
    @Nullable ETag ifMatch, @Nullable ByteRange range, int partNumber, boolean checksums) {
  public static final ReadOptions PLAIN = new ReadOptions(null, null, 0, false);
  public static final ReadOptions WITH_CHECKSUMS = new ReadOptions(null, null, 0, true);

  public ReadOptions {
    if (range != null && partNumber != 0) {
      throw new IllegalArgumentException("Either a range or a part");
    }
  }

  public ReadOptions ifMatch(@Nullable ETag etag) {
    return new ReadOptions(etag, range, partNumber, checksums);
  }

  public ReadOptions range(ByteRange bytes) {
    return new ReadOptions(ifMatch, bytes, 0, checksums);
  }

  public ReadOptions partNumber(int number) {
    return new ReadOptions(ifMatch, null, number, checksums);
  }
}
