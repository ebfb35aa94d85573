package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.NOW;
import static dev.lockstep.cli.TwoStores.SRC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.journal.JournalRecord;
import dev.lockstep.journal.RunFolder;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.listing.KeySpan;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lockstep uploads`, after runs that were killed.
class UploadsCommandTest {
  private final TwoStores stores = new TwoStores();
  @TempDir private Path state = Path.of("");

  private int run(String... arguments) {
    return stores.run(
        Stream.concat(Stream.of(arguments), Stream.of("--state-dir", state.toString()))
            .toArray(String[]::new));
  }

  private RunFolder folder(String prefix) {
    ObjectKey key = ObjectKey.of(prefix);
    return RunFolder.take(
        state,
        new BucketScope(stores.a, SRC, key),
        new BucketScope(stores.b, DST, key),
        null,
        () -> NOW);
  }

  private static JournalRecord.RunBegan began(String source, String destination) {
    return new JournalRecord.RunBegan(source, destination, "settings", NOW);
  }

  private MultipartUpload create(String key) {
    return stores.b.createUpload(
        ObjectRef.current(DST, ObjectKey.of(key)), ObjectAttributes.NONE, null);
  }

  /// A run under this prefix has died: with a part of one object stored, and without an answer for
  /// another.
  private void die(String prefix, String source, String destination) {
    try (RunFolder folder = folder(prefix);
        RunNotes notes = folder.begin(began(source, destination))) {
      MultipartUpload upload = create(prefix + "large");
      notes.intended(upload.target(), NOW);
      notes.began(upload, "recipe");
      byte[] bytes = "part".getBytes(StandardCharsets.UTF_8);
      notes.stored(upload, stores.b.uploadPart(upload, 1, ObjectBody.of(bytes), PartChecksum.NONE));
      notes.intended(create(prefix + "unheard").target(), NOW);
    }
  }

  private List<String> open() {
    return stores.b.listUploads(DST, ObjectKey.EMPTY, UploadsPage.Marker.START).uploads().stream()
        .map(entry -> entry.upload().target().key().text())
        .toList();
  }

  @Test
  void listsWhatJournalsNameAndNothingElse() {
    create("somebody's");
    die("", "a:src", "b:dst");
    die("p/", "a:src/p/", "b:dst/p/");

    assertThat(run("uploads", "list")).isZero();
    assertThat(stores.out())
        .contains("a:src -> b:dst, last run begun " + NOW)
        .contains("dst/large  (", ", 1 parts)", "dst/unheard  (perhaps one, whose id never came)")
        .contains("a:src/p/ -> b:dst/p/", "4 uploads left open", "lockstep uploads abort")
        .doesNotContain("somebody's");

    assertThat(run("uploads", "list", "a:src/p/", "b:dst/p/")).isZero();
    assertThat(stores.out()).contains("dst/p/large", "2 uploads").doesNotContain("dst/large");

    assertThat(run("uploads", "list", "a:src", "b:dst", "--output", "json")).isZero();
    assertThat(stores.out())
        .startsWith("{\"aborted\":0,\"open\":2,\"pairs\":[{\"source\":\"a:src\"")
        .contains("{\"bucket\":\"dst\",\"key\":\"large\",\"uploadId\":\"")
        .contains("\"key\":\"unheard\",\"uploadId\":null,\"parts\":0,\"aborted\":false");
    assertThat(open()).hasSize(5);
  }

  @Test
  void saysThatThereIsNothing() {
    assertThat(run("uploads", "list")).isZero();
    assertThat(stores.out()).contains("No uploads are left open");
    assertThat(run("uploads", "abort")).isZero();
    assertThat(stores.out()).contains("No uploads are left open");
  }

  @Test
  void abortsWhatJournalsNameAndNothingElse() {
    create("somebody's");
    die("", "a:src", "b:dst");
    die("p/", "a:src/p/", "b:dst/p/");

    assertThat(run("uploads", "abort", "--dry-run")).isZero();
    assertThat(stores.out()).contains("4 uploads left open");
    assertThat(open()).hasSize(5);

    assertThat(run("uploads", "abort", "a:src/p/", "b:dst/p/")).isZero();
    assertThat(stores.out()).contains("dst/p/large  (", ": aborted", "2 uploads aborted");
    assertThat(open()).containsExactly("large", "somebody's", "unheard");

    assertThat(run("uploads", "abort", "--output", "json")).isZero();
    assertThat(stores.out()).startsWith("{\"aborted\":2,\"open\":0,");
    assertThat(open()).containsExactly("somebody's");
    assertThat(RunFolder.withJournals(state)).isEmpty();
  }

  @Test
  void keepsWhatElseTheJournalTells() {
    die("", "a:src", "b:dst");
    try (RunFolder folder = folder("");
        RunNotes notes = folder.begin(began("a:src", "b:dst"))) {
      notes.done(new KeySpan(ObjectKey.EMPTY, ObjectKey.of("f")));
    }

    assertThat(run("uploads", "abort")).isZero();

    try (RunFolder folder = folder("")) {
      assertThat(folder.unfinished().leftUploads()).isEmpty();
      assertThat(folder.unfinished().done()).hasSize(1);
    }
  }

  @Test
  void refusesWhileARunIsAliveAndDoesWhatIsLeft() {
    die("", "a:src", "b:dst");
    die("p/", "a:src/p/", "b:dst/p/");

    try (RunFolder _ = folder("p/")) {
      assertThat(run("uploads", "list")).isZero();
      assertThat(run("uploads", "abort")).isEqualTo(3);
    }

    assertThat(stores.err())
        .contains("another run from a:src/p/ to b:dst/p/ is alive (process ", ", since " + NOW);
    assertThat(open()).containsExactly("p/large", "p/unheard");
  }

  @Test
  void keepsTheJournalOfAStoreThatCannotBeUsed() {
    try (RunFolder folder =
            RunFolder.take(
                state,
                new BucketScope(stores.a, SRC, ObjectKey.EMPTY),
                new BucketScope(stores.b, SRC, ObjectKey.EMPTY),
                null,
                () -> NOW);
        RunNotes notes = folder.begin(began("a:src", "b:src"))) {
      // There is no such bucket.
      notes.intended(ObjectRef.current(SRC, ObjectKey.of("large")), NOW);
    }

    assertThat(run("uploads", "abort")).isEqualTo(4);
    assertThat(stores.out()).contains("src/large  (perhaps one", "not aborted: ", "1 upload left");
    assertThat(run("uploads", "list")).isZero();
    assertThat(stores.out()).contains("src/large");
  }

  /// Where there is no such upload any more, that is as good as aborted; so it must be the store
  /// that it was begun at.
  @Test
  void asksNoOtherStoreThanTheOneThatHasThem() {
    die("", "a:src", "a:dst");

    assertThat(run("uploads", "abort")).isEqualTo(2);

    assertThat(stores.err()).contains("a:src or a:dst is another place now");
    assertThat(open()).hasSize(2);
    assertThat(RunFolder.withJournals(state)).hasSize(1);
  }

  @Test
  void refusesWrongUsage() {
    assertThat(run("uploads", "list", "a:src")).isEqualTo(2);
    assertThat(stores.err()).contains("SRC without DST");
    assertThat(stores.run("uploads", "abrot")).isEqualTo(2);
    assertThat(stores.err()).contains("there is no verb 'abrot'; did you mean abort?");
    assertThat(stores.run("uploads")).isZero();
    assertThat(stores.out()).contains("Usage: lockstep uploads", "Examples:");
  }
}
