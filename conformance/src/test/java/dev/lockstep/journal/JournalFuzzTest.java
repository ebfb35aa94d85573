package dev.lockstep.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Spoilt lines of a journal: read as what was written, or not at all.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class JournalFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final ObjectRef TARGET =
      ObjectRef.current(new BucketName("dst"), ObjectKey.of("a//b\n\t%\u0001ü😀"));
  private static final UploadChecksum CHECKSUM =
      new UploadChecksum(Checksum.Algorithm.CRC32C, Checksum.Type.COMPOSITE);
  private static final List<JournalRecord> RECORDS =
      List.of(
          new JournalRecord.RunBegan("a:src", "b:dst/p q", "by=content", NOW),
          new JournalRecord.UploadIntended(TARGET, NOW),
          new JournalRecord.UploadDropped(TARGET),
          new JournalRecord.UploadBegan(new MultipartUpload(TARGET, "id", CHECKSUM), "recipe"),
          new JournalRecord.PartStored(
              "id",
              new UploadedPart(
                  7,
                  new ETag("abc"),
                  new Checksum(CHECKSUM.algorithm(), CHECKSUM.type(), "AAAAAA=="))),
          new JournalRecord.UploadEnded("id"),
          new JournalRecord.RangeDone(new KeySpan(ObjectKey.EMPTY, TARGET.key())));

  @Test
  void readsWhatWasWrittenOrNothing() {
    long seed = 1;
    Mutations mutations = new Mutations(seed, List.of("\t", "%", "%0", "part", "range", "\u0000"));
    int read = 0;
    for (int round = 0; round < Mutations.rounds(); round++) {
      byte[] line = JournalLine.of(RECORDS.get(mutations.random().nextInt(RECORDS.size())));
      byte[] spoilt = mutations.of(line);
      String text = new String(spoilt, StandardCharsets.ISO_8859_1).replace("\n", "");

      JournalRecord record = JournalLine.parse(text);

      if (record != null) {
        read++;
        assertThat(new String(JournalLine.of(record), StandardCharsets.US_ASCII))
            .as("seed %d, round %d", seed, round)
            .isEqualTo(text + "\n");
      }
    }
    assertThat(read).isPositive();
  }
}
