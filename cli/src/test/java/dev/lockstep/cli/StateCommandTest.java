package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.sqlite.SqliteStateHome;
import dev.lockstep.state.StatePlace;
import dev.lockstep.state.StateStore;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMapping;
import dev.lockstep.state.VersionMapping.How;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lockstep state`, over a state folder with a map of versions.
class StateCommandTest {
  private static final StatePlace FROM =
      new StatePlace("https://a.example", new BucketName("photos"), ObjectKey.of("2026/"));
  private static final StatePlace TO =
      new StatePlace("https://b.example", new BucketName("copies"), ObjectKey.EMPTY);

  private final TwoStores stores = new TwoStores();
  @TempDir private Path state = Path.of("");
  @TempDir private Path elsewhere = Path.of("");

  private int run(String... arguments) {
    return stores.run(
        Stream.concat(Stream.of(arguments), Stream.of("--state-dir", state.toString()))
            .toArray(String[]::new));
  }

  private StateStore open() {
    return new SqliteStateHome(state, () -> NOW).open();
  }

  private void record(String... keys) {
    try (StateStore store = open();
        VersionMap map = store.versionMap(FROM, TO)) {
      for (String key : keys) {
        VersionId version = new VersionId("1");
        map.record(
            List.of(
                new VersionMapping(
                    ObjectKey.of(key), version, version, false, NOW, null, null, 5, How.KEPT_ID)));
      }
    }
  }

  private String backup() {
    return elsewhere.resolve("backup.db").toString();
  }

  @Test
  void saysThatThereIsNothingAndMakesNothing() {
    assertThat(run("state", "check")).isZero();
    assertThat(stores.out()).contains("There is no state yet in " + state.resolve("state.db"));
    assertThat(run("state", "check", "--output", "json")).isZero();
    assertThat(stores.out()).contains("\"there\":false,\"whole\":true,\"bytes\":0");
    assertThat(run("state", "backup", backup())).isEqualTo(2);
    assertThat(stores.err()).contains("nothing to back up");
    assertThat(state).isEmptyDirectory();
  }

  @Test
  void tellsPlaceSizeSchemaAndRows() {
    record("a", "b", "c");

    assertThat(run("state", "check")).isZero();
    assertThat(stores.out())
        .contains(state.resolve("state.db").toString(), "  size         ", "  schema       2")
        .contains(
            "  version map  https://a.example photos/2026/ -> https://b.example copies: 3 versions; last written by process ")
        .contains(", since " + NOW, "  whole        yes");

    assertThat(run("state", "check", "--output", "json")).isZero();
    assertThat(stores.out())
        .contains("\"there\":true,\"whole\":true,\"bytes\":", "\"schemaVersion\":2,\"faults\":[]")
        .contains(
            "\"source\":{\"endpoint\":\"https://a.example\",\"bucket\":\"photos\",\"prefix\":\"2026/\"}")
        .contains("\"versions\":3,\"epoch\":1,");
  }

  @Test
  void backsUpAndRestores() {
    record("a", "b");
    try (StateStore store = open();
        VersionMap _ = store.versionMap(FROM, TO)) {
      assertThat(run("state", "backup", backup())).isZero();
      assertThat(stores.out()).contains("state.db -> " + backup() + ", ");

      assertThat(run("state", "restore", backup())).isEqualTo(3);
      assertThat(stores.err()).contains("is in use", "process ");
    }
    record("c");
    assertThat(run("state", "backup", backup())).isEqualTo(2);
    assertThat(stores.err()).contains("is there already");

    assertThat(run("state", "restore", backup(), "--output", "json")).isZero();
    assertThat(stores.out()).contains("\"whole\":true", "\"versions\":2");
  }

  @Test
  void findsDamageAndRestoresOverIt() throws IOException {
    record("a");
    assertThat(run("state", "backup", backup(), "--output", "json")).isZero();
    assertThat(stores.out()).contains("\"backup\":\"", "\"bytes\":");
    Files.writeString(state.resolve("state.db"), "damaged ".repeat(1000));

    assertThat(run("state", "check")).isEqualTo(1);
    assertThat(stores.out()).contains("  whole        no", "is damaged (");
    assertThat(run("state", "check", "--output", "json")).isEqualTo(1);
    assertThat(stores.out()).contains("\"whole\":false", "\"faults\":[\"");
    assertThat(run("state", "backup", backup() + "2")).isEqualTo(2);
    assertThat(stores.err()).contains("lockstep state restore FILE");

    assertThat(run("state", "restore", state.resolve("state.db").toString())).isEqualTo(2);
    assertThat(stores.err()).contains("is damaged");
    assertThat(run("state", "restore", backup())).isZero();
    assertThat(stores.out()).contains(": 1 version;", "whole        yes");
  }

  @Test
  void hasHelpForEachVerb() {
    assertThat(stores.run("state")).isZero();
    assertThat(stores.out()).contains("Usage: lockstep state", "Examples:");
    for (String verb : List.of("check", "backup", "restore")) {
      assertThat(stores.run("state", verb, "--help")).isZero();
      assertThat(stores.out()).contains("Examples:", "lockstep state " + verb, "Exit codes:");
    }
    assertThat(run("state", "backup")).isEqualTo(2);
  }
}
