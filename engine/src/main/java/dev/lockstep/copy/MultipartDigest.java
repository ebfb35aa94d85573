package dev.lockstep.copy;

import dev.lockstep.object.ETag;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Computes the ETag that an object has when it was written in certain parts: the MD5 of the parts'
/// MD5s, a dash, and their number (Amazon S3's user guide, "Checking object integrity"). Bytes come
/// in any portions, in order. One thread.
final class MultipartDigest {
  private final PartPlan plan;
  private final MessageDigest part = newMd5();
  private final MessageDigest whole = newMd5();
  private int number = 1;
  private long left;

  MultipartDigest(PartPlan plan) {
    this.plan = plan;
    this.left = plan.length(1);
  }

  PartPlan plan() {
    return plan;
  }

  /// The next bytes: the first `count` of the array.
  void update(byte[] bytes, int count) {
    int at = 0;
    while (at < count) {
      int some = (int) Math.min(left, count - at);
      part.update(bytes, at, some);
      at += some;
      left -= some;
      if (left == 0) {
        endPart();
      }
    }
  }

  private void endPart() {
    whole.update(part.digest());
    number++;
    left = number <= plan.count() ? plan.length(number) : Long.MAX_VALUE;
  }

  /// The tag, once all bytes have come.
  ETag etag() {
    return new ETag(HexFormat.of().formatHex(whole.digest()) + "-" + plan.count());
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }
}
