package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.NOW;
import static dev.lockstep.cli.TwoStores.SRC;
import static dev.lockstep.cli.TwoStores.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.journal.JournalRecord;
import dev.lockstep.journal.RunFolder;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a sync does about a state folder that is not as it should be.
class StateFolderTest {
  private final TwoStores stores = new TwoStores();
  @TempDir private Path state = Path.of("");

  @BeforeEach
  void fill() {
    put(stores.a, SRC, "key", "x");
  }

  private int sync(Path folder) {
    return stores.run("sync", "a:src", "b:dst", "--state-dir", folder.toString());
  }

  private RunFolder folder() {
    return RunFolder.take(
        state,
        new BucketScope(stores.a, SRC, ObjectKey.EMPTY),
        new BucketScope(stores.b, DST, ObjectKey.EMPTY),
        null,
        () -> NOW);
  }

  private List<MultipartUpload> open() {
    return stores.b.listUploads(DST, ObjectKey.EMPTY, UploadsPage.Marker.START).uploads().stream()
        .map(UploadsPage.Entry::upload)
        .toList();
  }

  private boolean isCopied() {
    return stores.b.listObjects(DST, ListingRequest.first(ObjectKey.EMPTY)).entries().count() > 0;
  }

  /// A run has died that had begun an upload.
  ///
  /// @return its journal
  private Path journal() {
    try (RunFolder folder = folder();
        RunNotes notes =
            folder.begin(new JournalRecord.RunBegan("a:src", "b:dst", "settings", NOW))) {
      ObjectRef target = ObjectRef.current(DST, ObjectKey.of("large"));
      notes.began(stores.b.createUpload(target, ObjectAttributes.NONE, null), "recipe");
    }
    return RunFolder.withJournals(state).getFirst().resolve("journal");
  }

  private void refuses(Path journal, String why) throws IOException {
    String before = Files.readString(journal);

    assertThat(sync(state)).isEqualTo(2);

    assertThat(stores.out()).isEmpty();
    assertThat(stores.err()).contains(journal.toString(), why, "move the file away");
    assertThat(isCopied()).isFalse();
    assertThat(open()).hasSize(1);
    assertThat(journal).hasContent(before);
    assertThat(stores.run("uploads", "list", "--state-dir", state.toString())).isEqualTo(2);
    assertThat(stores.err()).contains(why);
    assertThat(stores.run("uploads", "abort", "--state-dir", state.toString())).isEqualTo(2);
    assertThat(stores.err()).contains(why);
  }

  @Test
  void aFileInItsPlaceIsSaidBeforeAnythingIsDone() throws IOException {
    Path file = Files.writeString(state.resolve("file"), "precious");

    assertThat(sync(file)).isEqualTo(2);

    assertThat(stores.err()).contains(file.toString(), "can't be used", "--state-dir");
    assertThat(isCopied()).isFalse();
    assertThat(file).hasContent("precious");
  }

  @Test
  void aJournalThatCannotBeWrittenIsSaidBeforeAnythingIsDone() throws IOException {
    Path journal = journal();
    Files.createDirectories(journal.resolveSibling("journal.new/in-the-way"));

    assertThat(sync(state)).isEqualTo(2);

    assertThat(stores.err()).contains("The journal " + journal, "can't be written", "--state-dir");
    assertThat(isCopied()).isFalse();
  }

  @Test
  void aJournalOfALaterVersionIsLeftAsItIs() throws IOException {
    Path journal = journal();
    Files.writeString(journal, Files.readString(journal).replaceFirst("journal 1", "journal 2"));

    refuses(journal, "written by another version of Lockstep");
  }

  @Test
  void aJournalThatIsDamagedInItsMiddleIsLeftAsItIs() throws IOException {
    Path journal = journal();
    List<String> lines = new ArrayList<>(Files.readAllLines(journal));
    lines.set(1, lines.get(1).replace("src", "scr"));
    Files.write(journal, lines);

    refuses(journal, "line 2 is damaged");
  }

  @Test
  void aRecordThatWasCutOffIsNoneAndTheRunGoesOn() throws IOException {
    Path journal = journal();
    Files.writeString(journal, "1234ABCD\tinten", StandardOpenOption.APPEND);

    assertThat(sync(state)).isZero();

    assertThat(isCopied()).isTrue();
    assertThat(open()).isEmpty();
    assertThat(journal).doesNotExist();
  }

  @Test
  void aSecondRunIsRefusedAndToldWhoIsAtIt() {
    try (RunFolder _ = folder()) {
      assertThat(sync(state)).isEqualTo(3);
    }

    assertThat(stores.err())
        .contains("another run from a:src to b:dst is alive")
        .contains("(process " + ProcessHandle.current().pid() + ", since " + NOW + ")")
        .contains("wait for it");
    assertThat(isCopied()).isFalse();
    assertThat(sync(state)).isZero();
  }
}
