package dev.lockstep.sqlite;

import static dev.lockstep.testkit.MapUnderTest.DESTINATION;
import static dev.lockstep.testkit.MapUnderTest.OTHER;
import static dev.lockstep.testkit.MapUnderTest.SOURCE;
import static dev.lockstep.testkit.MapUnderTest.TIME;
import static dev.lockstep.testkit.MapUnderTest.all;
import static dev.lockstep.testkit.MapUnderTest.mapping;
import static dev.lockstep.testkit.MapUnderTest.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.state.StateCheck;
import dev.lockstep.state.StateException;
import dev.lockstep.state.StateException.Reason;
import dev.lockstep.state.StateStore;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// State between processes: killed ones, sleeping ones, two at once.
class ProcessesTest {
  private static final int KILLS = 6;

  @TempDir private Path folder = Path.of("");

  private StateStore open() {
    return new SqliteStateHome(folder, () -> TIME).open();
  }

  /// Each time after more has been recorded, at a moment that nobody chose.
  @Test
  void whatWasRecordedIsThereAfterAKillAndTheFileIsWhole() throws IOException {
    List<String> recorded = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      try (WriterProcess writer = WriterProcess.start(folder, "until killed")) {
        for (int i = 0; i < 50 + 300 * kill; i++) {
          recorded.add(writer.line());
        }
        recorded.addAll(writer.kill());
      }
      try (StateStore store = open()) {
        StateCheck check = store.check();
        assertThat(check.faults()).isEmpty();
        Map<ObjectKey, Integer> there = new HashMap<>();
        for (VersionMapping one : all(store.readVersionMap(SOURCE, DESTINATION))) {
          there.merge(one.key(), 1, Integer::sum);
        }
        assertThat(recorded).isNotEmpty().allMatch(key -> there.containsKey(ObjectKey.of(key)));
        // Both versions of a batch, or none.
        assertThat(there.values()).containsOnly(2);
        assertThat(check.maps().getFirst().rows()).isEqualTo(2L * there.size());
      }
    }
  }

  @Test
  void aSecondProcessIsToldWhoHasTheMapAndSinceWhen() throws IOException {
    try (WriterProcess writer = WriterProcess.start(folder, "when asked");
        StateStore store = open()) {
      assertThat(writer.line()).isEqualTo("epoch 1");

      StateException refused = refusalOf(() -> store.versionMap(SOURCE, DESTINATION));
      assertThat(refused.reason()).isEqualTo(Reason.HELD);
      assertThat(refused.getMessage())
          .contains("another writer of the version map of https://a.example photos/2026/ and ")
          .contains("is alive (process " + writer.pid() + ", since " + TIME + ")");

      writer.ask();
      assertThat(writer.line()).isEqualTo("recorded");
      // Others may read it, and write another.
      assertThat(all(store.readVersionMap(SOURCE, DESTINATION))).hasSize(1);
      try (VersionMap other = store.versionMap(SOURCE, OTHER)) {
        other.record(List.of(mapping("k", "1", TIME)));
      }
      assertThat(refusalOf(() -> new SqliteStateHome(folder, () -> TIME).restore(folder)).reason())
          .isEqualTo(Reason.HELD);

      writer.kill();
      try (VersionMap map = store.versionMap(SOURCE, DESTINATION)) {
        assertThat(map.epoch()).isEqualTo(2);
      }
    }
  }

  /// As on a file system whose locks do not outlast a pause.
  @Test
  void aProcessThatLostItsHoldWritesNothingOverItsSuccessor() throws IOException {
    try (WriterProcess writer = WriterProcess.start(folder, "when asked")) {
      assertThat(writer.line()).isEqualTo("epoch 1");
      writer.ask();
      assertThat(writer.line()).isEqualTo("recorded");
      try (Stream<Path> locks = Files.list(folder.resolve("state.locks"))) {
        for (Path lock : locks.toList()) {
          Files.delete(lock);
        }
      }
      try (StateStore store = open();
          VersionMap map = store.versionMap(SOURCE, DESTINATION)) {
        assertThat(map.epoch()).isEqualTo(2);
        map.record(List.of(mapping("asked", "v0", TIME.plusSeconds(1))));

        writer.ask();
        assertThat(writer.line()).startsWith("FENCED another process has become the writer");
        assertThat(all(map)).containsExactly(mapping("asked", "v0", TIME.plusSeconds(1)));
      }
    }
  }

  /// Where the file has the present schema, opening it reads a number and is done.
  @Test
  void flywayIsLoadedOnlyWhereAFileIsMade() throws IOException {
    assertThat(loaded("org.flywaydb.core.Flyway ")).isTrue();
    assertThat(loaded("org.flywaydb")).isFalse();
  }

  private boolean loaded(String start) throws IOException {
    try (WriterProcess writer = WriterProcess.start(folder, "nothing", "-Xlog:class+load:stdout")) {
      List<String> lines = writer.lines();
      assertThat(lines).contains("opened");
      return lines.stream().anyMatch(line -> line.contains("] " + start));
    }
  }

  @Test
  void aLibraryThatCannotBeLoadedIsToldWithWhatToDo() throws IOException {
    Path none = folder.resolve("none");
    Files.writeString(none, "");
    try (WriterProcess writer =
        WriterProcess.start(folder, "nothing", "-Dorg.sqlite.tmpdir=" + none)) {
      assertThat(writer.lines())
          .anySatisfy(line ->
              assertThat(line)
                  .startsWith("UNUSABLE SQLite's library can't be loaded from " + none)
                  .contains("noexec", "-Dorg.sqlite.tmpdir=DIR"));
    }
  }
}
