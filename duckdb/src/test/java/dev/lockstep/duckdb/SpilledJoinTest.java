package dev.lockstep.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What does not fit in memory. A version of the engine has lost rows of joins that went to files.
/// A silent subset is the worst that can happen here, so each upgrade has to pass this.
class SpilledJoinTest {
  private static final long MEMORY = 128L << 20;
  private static final String LEFT =
      "(SELECT 'photos/2026/some/rather/long/key/' || (i * 7919 % 3000000) AS key, i FROM range(3000000) t(i))";
  private static final String RIGHT =
      "(SELECT 'photos/2026/some/rather/long/key/' || (i * 104729 % 3000000) AS key, i FROM range(3000000) t(i) WHERE i % 1000 <> 0)";

  @TempDir private Path folder;

  private static String asked(SqlSession session, String sql) throws IOException {
    List<String> values = new ArrayList<>();
    session.run(
        sql,
        new ResultSink() {
          @Override
          public void begin(List<Column> columns) {}

          @Override
          public void row(List<@Nullable String> row) {
            row.forEach(value -> values.add(String.valueOf(value)));
          }

          @Override
          public void end() {}
        });
    return String.join(",", values);
  }

  @Test
  void joinsThatDoNotFitInMemoryLoseNoRow() throws IOException {
    try (ScratchFolder scratch = ScratchFolder.in(folder);
        SqlSession session = SqlSession.open(scratch, MEMORY, List.of())) {
      assertThat(
              asked(
                  session,
                  "SELECT count(*), count(b.i) FROM "
                      + LEFT
                      + " a LEFT JOIN "
                      + RIGHT
                      + " b USING (key)"))
          .isEqualTo("3000000,2997000");
      assertThat(
              asked(
                  session,
                  "SELECT count(*) FROM "
                      + LEFT
                      + " a WHERE NOT EXISTS (SELECT 1 FROM "
                      + RIGHT
                      + " b WHERE b.key = a.key)"))
          .isEqualTo("3000");
      assertThat(
              asked(
                  session,
                  "SELECT count(*) FROM "
                      + LEFT
                      + " a WHERE key IN (SELECT key FROM "
                      + RIGHT
                      + ")"))
          .isEqualTo("2997000");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatNeedsMoreMemoryThanThereIsSaysHowToGiveIt() throws IOException {
    try (ScratchFolder scratch = ScratchFolder.in(folder);
        SqlSession session = SqlSession.open(scratch, MEMORY, List.of())) {
      assertThatThrownBy(() -> asked(session, "SELECT list(i) FROM range(100000000) t(i)"))
          .isInstanceOf(SqlException.class)
          .hasMessageStartingWith("Out of Memory Error")
          .hasMessageContaining("--memory")
          .hasMessageNotContaining("memory_limit");
    }
  }

  @Test
  void theFolderIsItsOwnersAlone() throws IOException {
    try (ScratchFolder scratch = ScratchFolder.in(folder)) {
      assertThat(Files.getPosixFilePermissions(scratch.path()).toString())
          .doesNotContain("GROUP", "OTHERS");
    }
  }

  @Test
  void aHyphenInTheNameOfATableIsNoSubtractionAndAnyOtherIs() {
    assertThat(
            HyphenatedNames.quote(
                "SELECT 'a-b', \"a-b\", a-b.x, c-d FROM a-b, A-B /* a-b */ -- a-b", List.of("a-b")))
        .isEqualTo("SELECT 'a-b', \"a-b\", \"a-b\".x, c-d FROM \"a-b\", \"A-B\" /* a-b */ -- a-b");
  }
}
