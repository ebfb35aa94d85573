package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.Checksum.Algorithm;
import dev.lockstep.object.ObjectAttributes;
import org.junit.jupiter.api.Test;

/// Checksums that a store verifies and keeps. The digests are of `hello`.
public interface ChecksumContract extends StoreUnderTest {
  String CRC32 = "NhCmhg==";
  String CRC32C = "mnG7TA==";
  String CRC64NVME = "M3eFcAZSQlc=";
  String SHA1 = "qvTGHdzF6KLavt4PO0gs2a6pQ00=";
  String SHA256 = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";

  @Test
  default void aCrc32IsVerifiedAndKept() {
    assertVerifiedAndKept(Algorithm.CRC32, CRC32);
  }

  @Test
  default void aCrc32cIsVerifiedAndKept() {
    assertVerifiedAndKept(Algorithm.CRC32C, CRC32C);
  }

  @Test
  default void aCrc64IsVerifiedAndKept() {
    assertVerifiedAndKept(Algorithm.CRC64NVME, CRC64NVME);
  }

  @Test
  default void aSha1IsVerifiedAndKept() {
    assertVerifiedAndKept(Algorithm.SHA1, SHA1);
  }

  @Test
  default void aSha256IsVerifiedAndKept() {
    assertVerifiedAndKept(Algorithm.SHA256, SHA256);
  }

  /// Puts `hello` with its checksum, and something else with the same.
  default void assertVerifiedAndKept(Algorithm algorithm, String value) {
    Checksum checksum = new Checksum(algorithm, Checksum.Type.FULL_OBJECT, value);
    WriteOptions options = WriteOptions.PLAIN.checksum(checksum);
    put("a", StoreUnderTest.bytes("hello"), ObjectAttributes.NONE, options);

    assertThat(store().headObject(ref("a"), ReadOptions.WITH_CHECKSUMS).checksum(algorithm))
        .contains(checksum);
    assertThat(
            StoreUnderTest.failureOf(
                () -> put("b", StoreUnderTest.bytes("jello"), ObjectAttributes.NONE, options)))
        .isInstanceOfAny(StoreFailure.Corrupted.class, StoreFailure.Refused.class);
    assertThat(keys()).containsExactly("a");
  }

  @Test
  default void checksumsAreToldOnlyWhenAskedFor() {
    put("a", "hello");

    assertThat(head("a").checksums()).isEmpty();
  }

  @Test
  default void aCrc64IsKeptWhereNoChecksumWasSent() {
    put("a", "hello");

    assertThat(
            store().headObject(ref("a"), ReadOptions.WITH_CHECKSUMS).checksum(Algorithm.CRC64NVME))
        .contains(new Checksum(Algorithm.CRC64NVME, Checksum.Type.FULL_OBJECT, CRC64NVME));
  }
}
