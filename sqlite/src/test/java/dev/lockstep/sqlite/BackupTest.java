package dev.lockstep.sqlite;

import static dev.lockstep.testkit.MapUnderTest.DESTINATION;
import static dev.lockstep.testkit.MapUnderTest.SOURCE;
import static dev.lockstep.testkit.MapUnderTest.TIME;
import static dev.lockstep.testkit.MapUnderTest.all;
import static dev.lockstep.testkit.MapUnderTest.mapping;
import static dev.lockstep.testkit.MapUnderTest.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.state.StateException;
import dev.lockstep.state.StateException.Reason;
import dev.lockstep.state.StateStore;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backups, and what can go wrong when one takes the place of what is there.
class BackupTest {
  @TempDir private Path folder = Path.of("");

  private SqliteStateHome home() {
    return new SqliteStateHome(folder.resolve("state"), () -> TIME);
  }

  private Path file() {
    return folder.resolve("state/state.db");
  }

  private Path backup() {
    return folder.resolve("backup.db");
  }

  private void record(String... keys) {
    try (StateStore store = home().open();
        VersionMap map = store.versionMap(SOURCE, DESTINATION)) {
      for (String key : keys) {
        map.record(List.of(mapping(key, "1", TIME)));
      }
    }
  }

  private List<String> keys() {
    try (StateStore store = home().open()) {
      assertThat(store.check().faults()).isEmpty();
      return all(store.readVersionMap(SOURCE, DESTINATION)).stream()
          .map(one -> one.key().text())
          .toList();
    }
  }

  private void backUp() {
    try (StateStore store = home().open()) {
      store.backup(backup());
    }
  }

  @Test
  void aBackupHoldsWhatWasThereAndIsItsOwnersAlone() throws IOException {
    record("a", "b");
    backUp();
    record("c");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup())))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining("glob:**backup.db?*");
    assertThat(home().restore(backup()).maps().getFirst().rows()).isEqualTo(2);
    assertThat(keys()).containsExactly("a", "b");
    record("d");
    assertThat(keys()).containsExactly("a", "b", "d");
  }

  @Test
  void aBackupIsMadeWhileARunWrites() throws InterruptedException {
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(200);
    List<VersionMapping> before = new ArrayList<>();
    try (StateStore store = home().open();
        VersionMap map = store.versionMap(SOURCE, DESTINATION)) {
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(() -> {
            for (int i = 0; !stop.get(); i++) {
              map.record(List.of(mapping("k" + i, "1", TIME), mapping("k" + i, "2", TIME)));
              begun.countDown();
            }
          });
      begun.await();
      before.addAll(all(map));
      store.backup(backup());
      stop.set(true);
      writing.join();
    }
    home().restore(backup());
    try (StateStore store = home().open()) {
      List<VersionMapping> there = all(store.readVersionMap(SOURCE, DESTINATION));
      assertThat(there).containsAll(before).hasSizeGreaterThanOrEqualTo(400);
      assertThat(there.size() % 2).isZero();
    }
  }

  @Test
  void aBackupReplacesNoFileAndLeavesNone() throws IOException {
    record("a");
    Files.writeString(backup(), "mine");
    StateException refused = refusalOf(this::backUp);
    assertThat(refused.reason()).isEqualTo(Reason.UNUSABLE);
    assertThat(refused.getMessage()).contains("is there already");
    assertThat(backup()).hasContent("mine");

    try (StateStore store = home().open()) {
      Path nowhere = folder.resolve("none/backup.db");
      assertThat(refusalOf(() -> store.backup(nowhere)).getMessage())
          .isEqualTo(
              nowhere
                  + " can't be used: there is no folder "
                  + nowhere.getParent()
                  + "; make it, or name another file");
    }
    assertThat(folder).isDirectoryNotContaining("glob:**unfinished*");
  }

  @Test
  void nothingIsRestoredWhileItIsOpen() {
    record("a");
    backUp();
    record("b");
    try (StateStore _ = home().open()) {
      StateException refused = refusalOf(() -> home().restore(backup()));
      assertThat(refused.reason()).isEqualTo(Reason.HELD);
      assertThat(refused.getMessage())
          .contains(
              "is in use; the last that opened it was (process " + ProcessHandle.current().pid());
    }
    assertThat(keys()).containsExactly("a", "b");
  }

  @Test
  void aFileThatIsNoWholeBackupChangesNothing() throws IOException {
    record("a");
    Path bad = folder.resolve("bad.db");
    assertThat(refusalOf(() -> home().restore(bad)).getMessage()).contains("There is no file");

    Files.writeString(bad, "no backup ".repeat(1000));
    assertThat(refusalOf(() -> home().restore(bad)).reason()).isEqualTo(Reason.DAMAGED);

    backUp();
    byte[] whole = Files.readAllBytes(backup());
    byte[] cut = Arrays.copyOf(whole, whole.length - 4096);
    Files.write(bad, cut);
    assertThat(refusalOf(() -> home().restore(bad)).reason()).isEqualTo(Reason.DAMAGED);

    execute(backup(), "PRAGMA user_version = 99");
    assertThat(refusalOf(() -> home().restore(backup())).reason()).isEqualTo(Reason.NEWER);

    assertThat(keys()).containsExactly("a");
    assertThat(folder.resolve("state")).isDirectoryNotContaining("glob:**restoring*");
  }

  private static void execute(Path file, String statement) {
    try (Connection connection = Connections.open(file);
        Statement plain = connection.createStatement()) {
      plain.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aBackupTakesThePlaceOfADamagedFileAndItsLog() throws IOException {
    record("a");
    backUp();
    Files.writeString(file(), "damaged ".repeat(2000));
    Files.writeString(folder.resolve("state/state.db-wal"), "damaged too");

    home().restore(backup());
    assertThat(keys()).containsExactly("a");
    assertThat(folder.resolve("state")).isDirectoryNotContaining("glob:**replaced*");
  }

  /// The process died after each step in turn.
  @Test
  void aRestorationThatDiedIsUndoneOrDone() throws IOException {
    record("a");
    backUp();
    record("b");
    Path restoring = folder.resolve("state/state.db.restoring");
    Path replaced = folder.resolve("state/state.db.replaced");

    Files.copy(backup(), restoring);
    assertThat(keys()).as("copied").containsExactly("a", "b");
    assertThat(restoring).doesNotExist();

    Files.copy(backup(), restoring);
    Files.move(file(), replaced);
    assertThat(keys()).as("moved away").containsExactly("a", "b");
    assertThat(restoring).doesNotExist();
    assertThat(replaced).doesNotExist();

    Files.move(file(), replaced);
    Files.copy(backup(), file(), StandardCopyOption.COPY_ATTRIBUTES);
    assertThat(keys()).as("in place").containsExactly("a");
    assertThat(replaced).doesNotExist();
  }
}
