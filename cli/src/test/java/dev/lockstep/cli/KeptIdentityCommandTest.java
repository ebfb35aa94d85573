package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.NOW;
import static dev.lockstep.cli.TwoStores.SRC;
import static dev.lockstep.cli.TwoStores.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a report says of the ids and times that versions have kept.
class KeptIdentityCommandTest {
  private static final String[] SYNC = {
    "sync", "a:src", "b:dst", "--versions", "all", "--on-divergence", "append"
  };
  private static final String[] JSON = {
    "sync", "a:src", "b:dst", "--versions", "all", "--on-divergence", "append", "--output", "json"
  };

  private final TwoStores stores = new TwoStores();

  /// Four versions and a marker: of two the destination takes the id, of two the time is later than
  /// what somebody else has written there.
  @BeforeEach
  void writeHistories() {
    stores.insideA.keepIdentities();
    stores.a.enableVersioning(SRC);
    stores.b.enableVersioning(DST);
    putNamed("a", "5f3c2f4e-7d0a-4a39-9a51-1d2c3b4a5968");
    put(stores.a, SRC, "a", "no UUID");
    stores.a.markDeleted(
        new ObjectRef(
            SRC, ObjectKey.of("a"), new VersionId("5f3c2f4e-7d0a-4a39-9a51-1d2c3b4a5969")),
        NOW);
    putNamed("late", "5f3c2f4e-7d0a-4a39-9a51-1d2c3b4a596a");
    put(stores.a, SRC, "late", "no UUID");
  }

  private void putNamed(String key, String id) {
    stores.a.putObject(
        new ObjectRef(SRC, ObjectKey.of(key), new VersionId(id)),
        ObjectAttributes.NONE,
        ObjectBody.of(new byte[3]),
        WriteOptions.PLAIN);
  }

  private void theDestinationTakesThem() {
    stores.insideB.keepIdentities();
    stores.b.putObject(
        ObjectRef.current(DST, ObjectKey.of("late")),
        ObjectAttributes.NONE,
        ObjectBody.of(new byte[1]),
        WriteOptions.PLAIN.modified(NOW.plus(Duration.ofHours(1))));
  }

  @Test
  void jsonCountsEachWayInWhichAVersionIsCalledAndDated() {
    theDestinationTakesThem();

    assertThat(stores.run(JSON)).as(stores.out() + stores.err()).isZero();

    assertThat(stores.out())
        .contains(
            "\"histories\":{\"matched\":0,\"recognised\":0,\"deleteMarkersNotMade\":0,\"diverged\":1,\"buried\":0,\"purged\":0,\"foreign\":1,"
                + "\"identities\":{\"idAndTime\":2,\"idAlone\":1,\"timeAlone\":1,\"mapAlone\":1}}");
  }

  @Test
  void textSaysItInALineOfItsOwn() {
    theDestinationTakesThem();

    assertThat(stores.run(SYNC)).as(stores.out() + stores.err()).isZero();

    assertThat(stores.out().lines().map(String::strip))
        .contains(
            "listed       5 versions at the source, 1 at the destination",
            "histories    4 versions and 1 delete marker written, 0 were there",
            "diverged     1 key with doubtful or foreign versions",
            "1 version only at the destination (left alone)",
            "identities   2 kept their id and time, 1 kept their id alone, 1 kept their time alone, 1 have new ones, and the old in the map alone");
    assertThat(stores.run(SYNC)).isZero();
    assertThat(stores.out()).doesNotContain("identities");
  }

  @Test
  void whereTheDestinationGivesItsOwnAllAreInTheMapAlone() {
    assertThat(stores.run(JSON)).as(stores.out() + stores.err()).isZero();
    assertThat(stores.out())
        .contains("\"identities\":{\"idAndTime\":0,\"idAlone\":0,\"timeAlone\":0,\"mapAlone\":5}}");

    assertThat(stores.run(JSON)).isZero();
    assertThat(stores.out())
        .contains("\"identities\":{\"idAndTime\":0,\"idAlone\":0,\"timeAlone\":0,\"mapAlone\":0}}");
  }
}
