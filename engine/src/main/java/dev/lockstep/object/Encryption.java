package dev.lockstep.object;

import org.jspecify.annotations.Nullable;

/// Server-side encryption with keys that the store keeps.
///
/// @param algorithm `AES256`, `aws:kms` or `aws:kms:dsse`
/// @param keyId the KMS key; null for the store's default
/// @param bucketKey whether one bucket-level key stands in for a KMS call per object
public record Encryption(String algorithm, @Nullable String keyId, boolean bucketKey) {
  public static final Encryption SSE_S3 = new Encryption("AES256", null, false);

  /// Whether an ETag of an object so encrypted is something else than an MD5 of its bytes.
  public boolean hidesMd5() {
    return !algorithm.equals("AES256");
  }

  /// For people.
  public String words() {
    String key = keyId == null ? "" : " with the key " + keyId;
    return algorithm + key + (bucketKey ? " and a bucket key" : "");
  }
}
