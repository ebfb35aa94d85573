package dev.lockstep.sandbox.content;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.object.Checksum.Algorithm;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// CRCs, against the check values of their definitions.
class CrcTest {
  private static final EnumSet<Algorithm> CRCS =
      EnumSet.of(Algorithm.CRC32, Algorithm.CRC32C, Algorithm.CRC64NVME);

  @Test
  void theCheckValuesAreThoseOfTheDefinitions() {
    byte[] digits = "123456789".getBytes(US_ASCII);

    assertThat(hex(digits, Algorithm.CRC32)).isEqualTo("cbf43926");
    assertThat(hex(digits, Algorithm.CRC32C)).isEqualTo("e3069283");
    assertThat(hex(digits, Algorithm.CRC64NVME)).isEqualTo("ae8b14860a799888");
  }

  @Test
  void theCrcOfPartsIsJoinedFromThoseOfThePartsWhereverTheyWereCut() {
    byte[] whole = new byte[100_003];
    new Random(7).nextBytes(whole);
    Fingerprint expected = Fingerprint.of(whole, CRCS);

    for (int cut : new int[] {0, 1, 7, 8, 4096, 65_536, 99_999, whole.length}) {
      Fingerprint first = Fingerprint.of(Arrays.copyOf(whole, cut), CRCS);
      Fingerprint second = Fingerprint.of(Arrays.copyOfRange(whole, cut, whole.length), CRCS);
      Fingerprint joined =
          Fingerprint.joined(
              List.of(first, second), List.of((long) cut, (long) whole.length - cut));
      for (Algorithm algorithm : CRCS) {
        assertThat(joined.checksums().get(algorithm))
            .as("%s cut at %d", algorithm, cut)
            .isEqualTo(expected.checksums().get(algorithm));
      }
    }
  }

  @Test
  void aJoinOfHugePartsTakesNoTimeToSpeakOf() {
    Crc crc = Crc.of(Algorithm.CRC64NVME);

    long once = crc.join(crc.join(1, 2, 5L << 30), 3, 5L << 30);
    assertThat(once).isEqualTo(crc.join(1, crc.join(2, 3, 5L << 30), 10L << 30));
  }

  private static String hex(byte[] bytes, Algorithm algorithm) {
    return HexFormat.of()
        .formatHex(Fingerprint.of(bytes, EnumSet.of(algorithm)).checksums().get(algorithm));
  }
}
