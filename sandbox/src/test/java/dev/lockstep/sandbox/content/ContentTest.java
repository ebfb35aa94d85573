package dev.lockstep.sandbox.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.object.Checksum.Algorithm;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Contents of every kind give the same bytes, from wherever they are read.
class ContentTest {
  private static final EnumSet<Algorithm> CRC = EnumSet.of(Algorithm.CRC64NVME);
  private static final int SEED = 11;

  @Test
  void heldBytesAreReadFromAnyPlace() throws IOException {
    byte[] bytes = random(600_001);

    assertReads(held(bytes), bytes);
  }

  @Test
  void joinedPartsAreReadFromAnyPlace() throws IOException {
    byte[] bytes = random(600_001);
    Content joined =
        new JoinedContent(
            List.of(
                held(Arrays.copyOf(bytes, 100_000)),
                held(new byte[0]),
                held(Arrays.copyOfRange(bytes, 100_000, 100_001)),
                held(Arrays.copyOfRange(bytes, 100_001, bytes.length))));

    assertReads(joined, bytes);
  }

  @Test
  void aSliceIsReadFromAnyPlace() throws IOException {
    byte[] bytes = random(300_000);

    assertReads(held(bytes).slice(12_345, 200_000), Arrays.copyOfRange(bytes, 12_345, 212_345));
  }

  @Test
  void syntheticBytesAreTheSameFromWhereverTheyAreRead() {
    for (long stamp : new long[] {0, 42}) {
      Content content = new SyntheticContent(new Pattern(1), 777, stamp, 300_001);
      byte[] bytes = read(content, 0, 300_001);

      assertReads(content, bytes);
      assertReads(content.slice(5_000, 123_456), Arrays.copyOfRange(bytes, 5_000, 128_456));
    }
  }

  @Test
  void rememberedFingerprintsAreThoseOfTheBytes() {
    Content content = new SyntheticContent(new Pattern(1), 777, 0, 300_001);
    Content slice = content.slice(65_536, 65_536);

    for (Content each : List.of(content, slice, slice)) {
      Fingerprint read = Fingerprint.of(read(each, 0, (int) each.length()), CRC);
      assertThat(each.fingerprint(CRC).md5Hex()).isEqualTo(read.md5Hex());
      assertThat(each.fingerprint(CRC).checksums().get(Algorithm.CRC64NVME))
          .isEqualTo(read.checksums().get(Algorithm.CRC64NVME));
    }
  }

  @Test
  void stampedBlocksAreAllDifferent() {
    Content content = new SyntheticContent(new Pattern(1), 0, 42, 1 << 20);
    byte[] first = read(content, 0, 4096);

    assertThat(read(content, 65_536, 4096)).isNotEqualTo(first);
    assertThat(read(content, 131_072, 4096)).isNotEqualTo(read(content, 65_536, 4096));
  }

  @Test
  void aBodyThatEndsEarlyIsNoBody() {
    assertThatThrownBy(
            () -> Intake.receive(new ByteArrayInputStream(new byte[9])::read, 10, CRC, true))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void aDroppedBodyHasItsDigestsAndNoBytes() throws IOException {
    byte[] bytes = random(600_001);
    Intake.Received dropped =
        Intake.receive(new ByteArrayInputStream(bytes)::read, bytes.length, CRC, false);

    assertThat(dropped.content().kept()).isFalse();
    assertThat(dropped.content().length()).isEqualTo(bytes.length);
    assertThat(dropped.fingerprint().md5Hex()).isEqualTo(Fingerprint.of(bytes, CRC).md5Hex());
  }

  private static void assertReads(Content content, byte[] expected) {
    assertThat(content.length()).isEqualTo(expected.length);
    Random random = new Random(SEED);
    for (int i = 0; i < 200; i++) {
      int from = random.nextInt(expected.length);
      int count = random.nextInt(Math.min(70_000, expected.length - from) + 1);
      assertThat(read(content, from, count))
          .as("%d bytes from %d on, seed %d", count, from, SEED)
          .isEqualTo(Arrays.copyOfRange(expected, from, from + count));
    }
    assertThat(content.read(expected.length, ByteBuffer.allocate(1))).isZero();
  }

  private static byte[] read(Content content, long from, int count) {
    ByteBuffer target = ByteBuffer.allocate(count);
    assertThat(content.read(from, target)).isEqualTo(count);
    return target.array();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(SEED).nextBytes(bytes);
    return bytes;
  }

  private static Content held(byte[] bytes) throws IOException {
    return Intake.receive(new ByteArrayInputStream(bytes)::read, bytes.length, CRC, true).content();
  }
}
