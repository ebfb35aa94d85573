package dev.lockstep.sqlite;

import static dev.lockstep.testkit.MapUnderTest.DESTINATION;
import static dev.lockstep.testkit.MapUnderTest.SOURCE;
import static dev.lockstep.testkit.MapUnderTest.TIME;
import static dev.lockstep.testkit.MapUnderTest.all;
import static dev.lockstep.testkit.MapUnderTest.mapping;
import static dev.lockstep.testkit.MapUnderTest.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.state.StateCheck;
import dev.lockstep.state.StateException;
import dev.lockstep.state.StateException.Reason;
import dev.lockstep.state.StateStore;
import dev.lockstep.state.VersionMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A state folder that is new, odd, damaged or not ours.
class SqliteStateHomeTest {
  @TempDir private Path folder = Path.of("");

  private SqliteStateHome home() {
    return new SqliteStateHome(folder, () -> TIME);
  }

  private Path file() {
    return folder.resolve("state.db");
  }

  private static void fill(SqliteStateHome home, int versions) {
    try (StateStore store = home.open();
        VersionMap map = store.versionMap(SOURCE, DESTINATION)) {
      map.record(
          IntStream.range(0, versions).mapToObj(i -> mapping("key-" + i, "1", TIME)).toList());
    }
  }

  private void execute(String statement) {
    try (Connection connection = Connections.open(file());
        Statement plain = connection.createStatement()) {
      plain.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private StateException refused() {
    return refusalOf(() -> home().open().close());
  }

  @Test
  void nothingIsMadeWhereNothingIs() throws IOException {
    assertThat(home().openIfThere()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void noFileCanBeReadByOthers() throws IOException {
    try (StateStore store = home().open();
        VersionMap map = store.versionMap(SOURCE, DESTINATION)) {
      map.record(List.of(mapping("k", "1", TIME)));
      try (Stream<Path> files = Files.walk(folder)) {
        List<Path> plain = files.filter(Files::isRegularFile).toList();
        assertThat(plain)
            .extracting(path -> path.getFileName().toString())
            .contains("state.db", "state.db-wal", "state.db-shm", "store");
        for (Path path : plain) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
              .as(path.toString())
              .isEqualTo("rw-------");
        }
      }
    }
  }

  @Test
  void aFolderMayHaveAnyName() {
    SqliteStateHome odd = new SqliteStateHome(folder.resolve("a b?c=d&e%20f#g;h ü'i"), () -> TIME);
    fill(odd, 3);
    try (StateStore store = odd.openIfThere().orElseThrow()) {
      assertThat(store.check().maps().getFirst().rows()).isEqualTo(3);
    }
  }

  @Test
  void manyMayOpenANewOneAtOnce() throws InterruptedException, ExecutionException {
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      List<Future<Boolean>> opened = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        opened.add(
            pool.submit(() -> {
              try (StateStore store = home().open()) {
                return store.check().isWhole();
              }
            }));
      }
      for (Future<Boolean> one : opened) {
        assertThat(one.get()).isTrue();
      }
    }
  }

  @Test
  void anEmptyFileOfAProcessThatDiedIsGoneOnWith() throws IOException {
    Files.createFile(file());
    fill(home(), 1);
    try (StateStore store = home().open()) {
      assertThat(all(store.readVersionMap(SOURCE, DESTINATION))).hasSize(1);
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndLeftAsItIs() throws IOException {
    byte[] text =
        "These are my notes, and no database at all.\n"
            .repeat(200)
            .getBytes(StandardCharsets.UTF_8);
    Files.write(file(), text);

    assertThat(refused().reason()).isEqualTo(Reason.DAMAGED);
    assertThat(refused().getMessage())
        .contains(file() + " is damaged", "lockstep state restore FILE", "is found out again");
    assertThat(file()).hasBinaryContent(text);
  }

  @Test
  void anotherProgramsDatabaseIsRefused() {
    try {
      Files.createFile(file());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    execute("CREATE TABLE theirs (a)");
    assertThat(refused().getMessage()).contains("was not written by Lockstep");
  }

  @Test
  void aLaterLockstepsFileIsRefusedAndLeftAsItIs() {
    fill(home(), 2);
    execute("PRAGMA user_version = 99");

    StateException refused = refused();
    assertThat(refused.reason()).isEqualTo(Reason.NEWER);
    assertThat(refused.getMessage()).contains("by a later Lockstep (schema 99");

    execute("PRAGMA user_version = 2");
    try (StateStore store = home().open()) {
      assertThat(all(store.readVersionMap(SOURCE, DESTINATION))).hasSize(2);
    }
  }

  @Test
  void aFolderThatCannotBeUsedIsRefused() throws IOException {
    Path text = folder.resolve("text");
    Files.writeString(text, "x");
    for (Path none : List.of(text, text.resolve("below"), Path.of("/proc/lockstep"))) {
      StateException refused =
          refusalOf(() -> new SqliteStateHome(none, () -> TIME).open().close());
      assertThat(refused.reason()).isEqualTo(Reason.UNUSABLE);
      assertThat(refused.getMessage()).contains(none.toString(), "--state-dir");
    }
  }

  @Test
  void aCheckFindsAPageThatWasOverwritten() throws IOException {
    fill(home(), 5000);
    try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      byte[] noise = new byte[3000];
      Arrays.fill(noise, (byte) 0x5a);
      channel.write(ByteBuffer.wrap(noise), channel.size() - 40 * 4096L + 100);
    }
    try (StateStore store = home().open()) {
      StateCheck check = store.check();
      assertThat(check.isWhole()).isFalse();
      assertThat(check.maps()).isEmpty();
      StateException refused = refusalOf(() -> all(store.readVersionMap(SOURCE, DESTINATION)));
      assertThat(refused.reason()).isEqualTo(Reason.DAMAGED);
    }
  }

  @Test
  void aCheckCountsTheRows() {
    fill(home(), 3);
    execute("DELETE FROM version_mapping WHERE key = CAST('key-1' AS BLOB)");
    try (StateStore store = home().open()) {
      assertThat(store.check().faults())
          .singleElement()
          .asString()
          .endsWith("says that it has 3 rows, and has 2");
    }
  }

  @Test
  void aFullDiskIsToldAndWhatWasRecordedStays() throws SQLException {
    fill(home(), 1);
    try (Connection connection = Connections.open(file());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = 30");
      MapWriting writing = MapWriting.begun(connection, SOURCE, DESTINATION, "a test");
      try (GroupCommit commits = new GroupCommit(file(), writing, "full")) {
        StateException refused =
            refusalOf(() ->
                commits.commit(() -> {
                  for (int i = 0; i < 5000; i++) {
                    writing.record(List.of(mapping("more-" + i, "1", TIME)));
                  }
                }));
        assertThat(refused.reason()).isEqualTo(Reason.UNUSABLE);
        assertThat(refused.getMessage()).contains("the disk is full", "What was recorded before");
        commits.commit(() -> writing.record(List.of(mapping("after", "1", TIME))));
      }
    }
    try (StateStore store = home().open()) {
      assertThat(all(store.readVersionMap(SOURCE, DESTINATION)))
          .extracting(m -> m.key().text())
          .containsExactly("after", "key-0");
      assertThat(store.check().isWhole()).isTrue();
    }
  }
}
