package dev.lockstep.object;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.object.Checksum.Algorithm;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunningChecksumTest {
  /// The published check values, which are those of these nine digits.
  @ParameterizedTest
  @CsvSource({
    "CRC64NVME, ae8b14860a799888",
    "CRC32C,    e3069283",
    "CRC32,     cbf43926",
    "SHA1,      f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    "SHA256,    15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
  })
  void theCheckValuesAreThoseOfTheDefinitions(Algorithm algorithm, String expected) {
    RunningChecksum running = RunningChecksum.of(algorithm);
    running.update(ByteBuffer.wrap("123456789".getBytes(US_ASCII)));

    byte[] value = running.value();
    assertThat(HexFormat.of().formatHex(value)).isEqualTo(expected);
    assertThat(value).hasSize(algorithm.digestBytes());
  }

  @ParameterizedTest
  @EnumSource
  void portionsAndBuffersOfAnyKindGiveTheSame(Algorithm algorithm) {
    byte[] bytes = new byte[20_011];
    new Random(5).nextBytes(bytes);
    RunningChecksum running = RunningChecksum.of(algorithm);
    ByteBuffer direct = ByteBuffer.allocateDirect(10_000).put(bytes, 0, 10_000).flip();
    running.update(direct);
    running.update(bytes, 10_000, 3);
    running.update(ByteBuffer.wrap(bytes, 10_003, bytes.length - 10_003));

    assertThat(direct.remaining()).isEqualTo(10_000);
    assertThat(running.checksum()).isEqualTo(RunningChecksum.of(algorithm, ByteBuffer.wrap(bytes)));
  }

  /// Many bytes at once go another way through the program than few.
  @ParameterizedTest
  @EnumSource
  void manyBytesAtOnceAreAsManyOneByOne(Algorithm algorithm) {
    byte[] bytes = new byte[50_000];
    new Random(6).nextBytes(bytes);
    for (int size = 0; size <= bytes.length; size++) {
      if (size % 1021 == 0 || size == bytes.length) {
        RunningChecksum atOnce = RunningChecksum.of(algorithm);
        atOnce.update(ByteBuffer.allocateDirect(size).put(bytes, 0, size).flip());
        RunningChecksum oneByOne = RunningChecksum.of(algorithm);
        for (int i = 0; i < size; i++) {
          oneByOne.update(bytes, i, 1);
        }
        assertThat(atOnce.value()).as("%d bytes", size).isEqualTo(oneByOne.value());
      }
    }
  }

  @Test
  void aStoreTellsItInBase64() {
    assertThat(RunningChecksum.of(Algorithm.CRC32, ByteBuffer.wrap("hello".getBytes(US_ASCII))))
        .isEqualTo(new Checksum(Algorithm.CRC32, Checksum.Type.FULL_OBJECT, "NhCmhg=="));
  }
}
