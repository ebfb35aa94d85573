package dev.lockstep.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.copy.UnfinishedUpload;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.UploadChecksum;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final ObjectRef TARGET =
      ObjectRef.current(new BucketName("dst"), ObjectKey.of("a//b\n\t%\u0001ü😀"));
  private static final MultipartUpload UPLOAD =
      new MultipartUpload(
          TARGET,
          "id/with+odd=signs",
          new UploadChecksum(Checksum.Algorithm.SHA256, Checksum.Type.COMPOSITE));
  private static final UploadedPart PART =
      new UploadedPart(
          7,
          new ETag("abc"),
          new Checksum(Checksum.Algorithm.SHA256, Checksum.Type.COMPOSITE, "a+/b="));

  private static final JournalRecord.RunBegan RUN =
      new JournalRecord.RunBegan("a:src", "b:dst/p q", "by=content", NOW);
  private static final List<JournalRecord> ONE_OF_EACH =
      List.of(
          RUN,
          new JournalRecord.UploadIntended(TARGET, NOW),
          new JournalRecord.UploadDropped(TARGET),
          new JournalRecord.UploadBegan(UPLOAD, "recipe"),
          new JournalRecord.PartStored(UPLOAD.uploadId(), PART),
          new JournalRecord.UploadEnded("other"),
          new JournalRecord.RangeDone(new KeySpan(ObjectKey.EMPTY, ObjectKey.of("f"))),
          new JournalRecord.RangeDone(new KeySpan(ObjectKey.of("m"), null)));

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("journal");
  }

  private void write(List<JournalRecord> records) {
    try (Journal journal = Journal.begin(file(), List.of())) {
      records.forEach(journal::add);
    }
  }

  @Test
  void tellsWhatWasWritten() {
    write(ONE_OF_EACH);

    assertThat(Journal.read(file())).isEqualTo(ONE_OF_EACH);
    assertThat(Journal.read(folder.resolve("none"))).isEmpty();
  }

  @Test
  void tellsKeysOfAnyBytes() {
    long seed = 20_261_123;
    Random random = new Random(seed);
    List<JournalRecord> records = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[random.nextInt(1025)];
      random.nextBytes(bytes);
      records.add(
          new JournalRecord.RangeDone(
              new KeySpan(ObjectKey.ofBytes(bytes, 0, bytes.length), TARGET.key())));
    }
    write(records);

    assertThat(Journal.read(file())).as("seed %d", seed).isEqualTo(records);
  }

  @Test
  void isForItsOwnerAlone() throws IOException {
    write(ONE_OF_EACH);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  /// Wherever the process dies while it writes.
  @Test
  void tellsWholeRecordsOfAFileThatIsCutOff() throws IOException {
    write(ONE_OF_EACH);
    byte[] whole = Files.readAllBytes(file());
    int firstLine = new String(whole, StandardCharsets.US_ASCII).indexOf('\n') + 1;
    for (int length = firstLine; length <= whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));

      List<JournalRecord> told = Journal.read(file());

      assertThat(told).isEqualTo(ONE_OF_EACH.subList(0, told.size()));
      String kept = new String(whole, 0, length, StandardCharsets.US_ASCII);
      assertThat(told).hasSizeGreaterThanOrEqualTo((int) kept.lines().count() - 2);
    }
  }

  @Test
  void refusesAFileThatIsDamagedInItsMiddle() throws IOException {
    write(ONE_OF_EACH);
    List<String> lines = new ArrayList<>(Files.readAllLines(file()));
    lines.set(3, lines.get(3).replace("dropped", "droped!"));
    Files.write(file(), lines);

    assertThatThrownBy(() -> Journal.read(file()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining("line 4")
        .hasMessageContaining("move the file away");
  }

  @Test
  void refusesAFileOfAnotherVersionOrAnotherKind() throws IOException {
    Files.writeString(file(), "lockstep journal 2\n");
    assertThatThrownBy(() -> Journal.read(file())).hasMessageContaining("another version");
    Files.writeString(file(), "something else\n");
    assertThatThrownBy(() -> Journal.read(file())).hasMessageContaining("no journal");
  }

  /// Else the next run would find it damaged in its middle, and refuse.
  @Test
  void writesNothingBehindARecordThatWasCutOff() throws IOException {
    Journal.begin(file(), List.of(RUN)).close();
    FullOnceChannel channel =
        new FullOnceChannel(FileChannel.open(file(), StandardOpenOption.APPEND));
    try (Journal journal = new Journal(file(), channel)) {
      channel.fillUp();
      for (JournalRecord record : ONE_OF_EACH) {
        assertThatThrownBy(() -> journal.add(record))
            .isInstanceOf(UncheckedIOException.class)
            .hasMessageContaining("No space left on device")
            .hasMessageContaining("--state-dir");
      }
    }

    assertThat(Journal.read(file())).containsExactly(RUN);
  }

  @Test
  void saysWhichFileCannotBeWritten() {
    Path nowhere = folder.resolve("no/such/folder/journal");

    assertThatThrownBy(() -> Journal.begin(nowhere, List.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(nowhere.toString());
  }

  @Test
  void foldsRecordsToWhatIsUnfinished() {
    MultipartUpload other = new MultipartUpload(TARGET, "2");
    ObjectRef elsewhere = ObjectRef.current(new BucketName("dst"), ObjectKey.of("x"));
    List<JournalRecord> records = new ArrayList<>(ONE_OF_EACH);
    records.add(new JournalRecord.PartStored(UPLOAD.uploadId(), PART));
    records.add(new JournalRecord.UploadBegan(other, "r"));
    records.add(new JournalRecord.UploadEnded("2"));
    records.add(new JournalRecord.UploadIntended(elsewhere, NOW));

    Unfinished unfinished = Unfinished.of(records);

    assertThat(unfinished.uploads())
        .containsExactly(new UnfinishedUpload(UPLOAD, "recipe", List.of(PART)));
    assertThat(unfinished.intended())
        .containsExactly(new JournalRecord.UploadIntended(elsewhere, NOW));
    assertThat(unfinished.done()).hasSize(2);
    assertThat(Unfinished.of(unfinished.records())).isEqualTo(unfinished);
  }

  @Test
  void forgetsWhatWasComparedWhenTheNextRunIsToDoSomethingElse() {
    List<JournalRecord> records = new ArrayList<>(ONE_OF_EACH);
    records.add(new JournalRecord.RunBegan("a:src", "b:dst/p q", "by=size", NOW));

    assertThat(Unfinished.of(records).done()).isEmpty();
    records.set(records.size() - 1, RUN);
    assertThat(Unfinished.of(records).done()).hasSize(2);
  }
}
