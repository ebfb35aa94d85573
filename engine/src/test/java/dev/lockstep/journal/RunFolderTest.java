package dev.lockstep.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.FakeStore;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final JournalRecord.RunBegan RUN =
      new JournalRecord.RunBegan("a:src", "a:dst", "settings", NOW);
  private static final MultipartUpload UPLOAD =
      new MultipartUpload(
          ObjectRef.current(new BucketName("dst"), ObjectKey.of("large")), "upload-1");

  @TempDir private Path state;

  private static BucketScope scope(String bucket, String prefix) {
    return new BucketScope(new FakeStore(), new BucketName(bucket), ObjectKey.of(prefix));
  }

  private RunFolder take(String prefix) {
    return RunFolder.take(state, scope("src", prefix), scope("dst", prefix), null, () -> NOW);
  }

  @Test
  void isHeldByOneRunAtATime() {
    try (RunFolder _ = take("")) {
      assertThatThrownBy(() -> take(""))
          .isInstanceOf(RunInProgressException.class)
          .hasMessageContaining("fake:src to fake:dst")
          .hasMessageContaining("process " + ProcessHandle.current().pid() + ", since " + NOW);
      take("other/").close();
    }
    take("").close();
  }

  @Test
  void tellsTheNextRunWhatIsUnfinished() {
    try (RunFolder first = take("");
        RunNotes notes = first.begin(RUN)) {
      assertThat(first.unfinished()).isEqualTo(Unfinished.NOTHING);
      notes.intended(UPLOAD.target(), NOW);
      notes.began(UPLOAD, "recipe");
    }
    try (RunFolder second = take("");
        RunNotes _ = second.begin(RUN)) {
      assertThat(second.unfinished().uploads()).hasSize(1);
    }
    try (RunFolder third = take("");
        RunNotes notes = third.begin(RUN)) {
      assertThat(notes.before().uploads()).hasSize(1);
      assertThat(notes.before().intended()).isEmpty();
      notes.nothingLeft();
    }
    try (RunFolder fourth = take("")) {
      assertThat(fourth.unfinished().isNothing()).isTrue();
    }
  }

  @Test
  void saysWhenTheStateFolderCannotBeUsed() throws IOException {
    Path file = Files.writeString(state.resolve("file"), "");

    assertThatThrownBy(
            () -> RunFolder.take(file, scope("src", ""), scope("dst", ""), null, () -> NOW))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("--state-dir");
  }

  @Test
  void keepsAJournalThatItCannotRead() throws IOException {
    try (RunFolder first = take("");
        RunNotes _ = first.begin(RUN)) {
      // Nothing more.
    }
    Path journal;
    try (Stream<Path> files = Files.walk(state)) {
      journal = files.filter(path -> path.endsWith("journal")).findFirst().orElseThrow();
    }
    Files.writeString(journal, "lockstep journal 9\n");

    assertThatThrownBy(() -> take("")).hasMessageContaining("another version");
    assertThat(Files.readAllLines(journal)).isEqualTo(List.of("lockstep journal 9"));
  }
}
