package dev.lockstep.cli;

import static dev.lockstep.cli.TwoStores.DST;
import static dev.lockstep.cli.TwoStores.SRC;
import static dev.lockstep.cli.TwoStores.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.Versioning;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.endpoint.VersionsRequest.Marker;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {
  private final TwoStores stores = new TwoStores();

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void writeHistories() {
    stores.a.enableVersioning(SRC);
    put(stores.a, SRC, "a", "one");
    delete("a");
    put(stores.a, SRC, "a", "three");
    put(stores.a, SRC, "ab", "other");
    put(stores.a, SRC, "gone", "soon");
    delete("gone");
  }

  private void delete(String key) {
    stores.a.deleteObject(ObjectRef.current(SRC, ObjectKey.of(key)));
  }

  private void keepVersions() {
    stores.b.enableVersioning(DST);
  }

  /// Key and size of each version at the destination, `-` for a marker, the newest of a key first.
  private List<String> atDestination() {
    EntryPage page =
        stores.b.listVersions(DST, VersionsRequest.of(ObjectKey.EMPTY, Marker.BEGINNING)).entries();
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < page.count(); row++) {
      rows.add(page.key(row).text() + " " + (page.isDeleteMarker(row) ? "-" : page.size(row)));
    }
    return rows;
  }

  private VersionId newest(String key) {
    EntryPage page =
        stores
            .a
            .listVersions(SRC, VersionsRequest.of(ObjectKey.of(key), Marker.BEGINNING))
            .entries();
    return new VersionId(String.valueOf(page.versionId(0)));
  }

  @Test
  void bringsEveryVersionAndDeleteMarkerOverInOrder() {
    keepVersions();

    assertThat(stores.run("sync", "a:src", "b:dst", "--versions", "all", "--output", "json"))
        .as(stores.out() + stores.err())
        .isZero();

    assertThat(stores.out())
        .contains("\"inSync\":true")
        .contains("\"copied\":{\"objects\":4,\"bytes\":17,\"versions\":4,\"deleteMarkers\":2}");
    assertThat(atDestination()).containsExactly("a 5", "a -", "a 3", "ab 5", "gone -", "gone 4");
  }

  @Test
  void bringsAllButTheNewestWhereThatIsWantedAndTheNextOnceItIsReplaced() {
    keepVersions();

    assertThat(stores.run("sync", "a:src", "b:dst", "--versions", "noncurrent")).isZero();

    assertThat(atDestination()).containsExactly("a -", "a 3", "gone 4");
    put(stores.a, SRC, "a", "the sixth");
    assertThat(stores.run("compare", "a:src", "b:dst", "--versions", "noncurrent")).isEqualTo(1);
    assertThat(stores.run("sync", "a:src", "b:dst", "--versions", "noncurrent")).isZero();
    assertThat(atDestination()).containsExactly("a 5", "a -", "a 3", "gone 4");
    assertThat(stores.run("compare", "a:src", "b:dst", "--versions", "noncurrent")).isZero();
  }

  @Test
  void bringsWhatIsCurrentAloneWhereNothingElseIsSaid() {
    keepVersions();

    assertThat(stores.run("sync", "a:src", "b:dst", "--versions", "current")).isZero();

    assertThat(atDestination()).containsExactly("a 5", "ab 5");
  }

  @Test
  void bringsTheHistoryOfAKeyThatIsCalledAsThePrefix() {
    keepVersions();

    assertThat(stores.run("sync", "a:src/a", "b:dst/a", "--versions", "all")).isZero();

    assertThat(atDestination()).containsExactly("a 5", "a -", "a 3", "ab 5");
    assertThat(stores.run("sync", "a:src/a", "b:dst/a", "--versions", "all", "--output", "json"))
        .isZero();
    assertThat(stores.out()).contains("\"matched\":4,\"recognised\":0");
    assertThat(stores.run("compare", "a:src/a", "b:dst/a", "--versions", "all")).isZero();
    stores.b.deleteObject(ObjectRef.current(DST, ObjectKey.of("a")));
    assertThat(stores.run("compare", "a:src/a", "b:dst/a", "--versions", "all")).isEqualTo(1);
  }

  @Test
  void leavesOutAKeyThatWouldHaveNoName() {
    keepVersions();

    assertThat(stores.run("sync", "a:src/a", "b:dst", "--versions", "all")).isZero();

    assertThat(atDestination()).containsExactly("b 5");
  }

  @Test
  void aSecondRunListsVersionsAndAsksNothingElse() {
    keepVersions();
    stores.run("sync", "a:src", "b:dst", "--versions", "all");

    assertThat(stores.run("sync", "a:src", "b:dst", "--versions", "all", "--output", "json"))
        .isZero();

    assertThat(stores.out())
        .contains(
            "\"requests\":{\"list\":0,\"listVersions\":4,\"head\":0,\"get\":0,\"put\":0,\"copy\":0,\"delete\":0,\"bucket\":");
  }

  @Test
  void refusesADestinationThatKeepsNoVersionsUntilItMayBeSwitchedOn() {
    assertThat(stores.run("sync", "a:src", "b:dst", "--versions", "all")).isEqualTo(3);
    assertThat(stores.out()).contains("b:dst keeps no versions").contains("--enable-versioning");
    assertThat(atDestination()).isEmpty();

    assertThat(stores.run("sync", "a:src", "b:dst", "--versions", "all", "--enable-versioning"))
        .isZero();
    assertThat(stores.b.fetchVersioning(DST)).isEqualTo(Versioning.ENABLED);
    assertThat(atDestination()).hasSize(6);
  }

  @Test
  void aDryRunSwitchesNothingOnAndWritesNothing() {
    assertThat(
            stores.run(
                "sync", "a:src", "b:dst", "--versions", "all", "--enable-versioning", "--dry-run"))
        .isZero();

    assertThat(stores.out()).contains("would copy");
    assertThat(stores.b.fetchVersioning(DST)).isEqualTo(Versioning.OFF);
    assertThat(atDestination()).isEmpty();
  }

  @Test
  void removesWhatWasRemovedAtTheSourceWhenItIsToldTo() {
    keepVersions();
    stores.run("sync", "a:src", "b:dst", "--versions", "all");
    stores.a.deleteObject(new ObjectRef(SRC, ObjectKey.of("ab"), newest("ab")));

    assertThat(stores.run("sync", "a:src", "b:dst", "--versions", "all")).isZero();
    assertThat(atDestination()).contains("ab 5");

    assertThat(
            stores.run(
                "sync",
                "a:src",
                "b:dst",
                "--versions",
                "all",
                "--delete-versions",
                "--max-delete",
                "20%"))
        .as(stores.out())
        .isZero();
    assertThat(atDestination()).doesNotContain("ab 5").hasSize(5);
  }

  @Test
  void removesNoMoreVersionsThanTheFirewallAllows() {
    keepVersions();
    stores.run("sync", "a:src", "b:dst", "--versions", "all");
    stores.a.deleteObject(new ObjectRef(SRC, ObjectKey.of("ab"), newest("ab")));

    assertThat(stores.run("sync", "a:src", "b:dst", "--versions", "all", "--delete-versions"))
        .isEqualTo(3);
    assertThat(stores.out()).contains("--max-delete 10%");
    assertThat(atDestination()).contains("ab 5");
  }

  @Test
  void leavesAKeyOnWhoseTopSomebodyElseHasWritten() {
    keepVersions();
    stores.run("sync", "a:src", "b:dst", "--versions", "all");
    put(stores.b, DST, "a", "somebody's");
    put(stores.a, SRC, "a", "newer");
    put(stores.a, SRC, "ab", "newer too");

    assertThat(stores.run("sync", "a:src", "b:dst", "--versions", "all")).isEqualTo(1);
    assertThat(stores.out()).contains("a: Diverged").contains("--on-divergence append");
    assertThat(atDestination()).startsWith("a 10").contains("ab 9");

    assertThat(
            stores.run("sync", "a:src", "b:dst", "--versions", "all", "--on-divergence", "append"))
        .isZero();
    assertThat(atDestination()).startsWith("a 5", "a 10");
  }

  @Test
  void endsAtADivergenceWhenItIsToldTo() {
    keepVersions();
    put(stores.b, DST, "a", "somebody's");

    assertThat(stores.run("sync", "a:src", "b:dst", "--versions", "all", "--on-divergence", "fail"))
        .isEqualTo(3);
  }

  @Test
  void comparesHistoriesAndSaysWhereTheyDiffer() throws IOException {
    keepVersions();
    stores.run("sync", "a:src", "b:dst", "--versions", "all");
    assertThat(stores.run("compare", "a:src", "b:dst", "--versions", "all", "--output", "json"))
        .isZero();
    assertThat(stores.out()).contains("\"identical\":true,\"same\":3");

    put(stores.a, SRC, "a", "newer");
    Path rows = folder.resolve("rows.jsonl");
    assertThat(
            stores.run(
                "compare", "a:src", "b:dst", "--versions", "all", "--report", rows.toString()))
        .isEqualTo(1);

    assertThat(stores.out()).contains("a  (histories differ: 1 missing at the destination");
    assertThat(Files.readString(rows))
        .contains("\"key\":\"a\",\"versionId\":\"" + newest("a") + "\"")
        .contains("\"reason\":\"versions\"");
  }

  @Test
  void findsOutByContentAndOrderWhatItNoLongerRemembers() {
    keepVersions();
    stores.run("sync", "a:src", "b:dst", "--versions", "all");

    assertThat(
            stores.run(
                "sync",
                "a:src",
                "b:dst",
                "--versions",
                "all",
                "--state-dir",
                folder.toString(),
                "--output",
                "json"))
        .as(stores.out())
        .isZero();
    assertThat(stores.out())
        .contains("\"versions\":0,\"deleteMarkers\":0")
        .contains("\"recognised\":6");
  }

  @Test
  void refusesOptionsThatMakeNoSenseTogether() {
    assertThat(stores.run("sync", "a:src", "b:dst", "--versions", "some")).isEqualTo(2);
    assertThat(stores.err()).contains("--versions is current, all or noncurrent");
    assertThat(stores.run("sync", "a:src", "b:dst", "--versions", "all", "--delete")).isEqualTo(2);
    assertThat(stores.err()).contains("--delete-versions");
    assertThat(stores.run("sync", "a:src", "b:dst", "--delete-versions")).isEqualTo(2);
    assertThat(stores.run("sync", "a:src", "b:dst", "--as-of", "yesterday")).isEqualTo(2);
    assertThat(stores.err()).contains("2026-11-01T00:00:00Z");
    assertThat(stores.run("sync", "a:src", "b:dst", "--as-of", "2027-01-01T00:00:00Z"))
        .isEqualTo(2);
    assertThat(
            stores.run(
                "sync", "a:src", "b:dst", "--versions", "all", "--as-of", "2026-01-01T00:00:00Z"))
        .isEqualTo(2);
    assertThat(stores.run("compare", "a:src", "b:dst", "--versions", "all", "--by", "size"))
        .isEqualTo(2);
  }

  @Test
  void asOfATimeBeforeEverythingTheSourceWasEmpty() {
    assertThat(stores.run("sync", "a:src", "b:dst", "--as-of", "2026-11-01T00:00:00Z", "--dry-run"))
        .as(stores.out() + stores.err())
        .isZero();
    assertThat(stores.out()).contains("would copy   0 objects");
  }

  @Test
  void aDryRunAsOfATimeTellsTheListingsOfVersionsThatTheRunWillSend() {
    assertThat(
            stores.run("sync", "a:src", "b:dst", "--as-of", TwoStores.NOW.toString(), "--dry-run"))
        .isZero();
    assertThat(stores.out()).contains("would copy   2 objects").contains("listVersions 4");
  }

  @Test
  void thePastOfABucketThatKeepsNoVersionsIsNotKnown() {
    assertThat(stores.run("compare", "b:dst", "a:src", "--as-of", "2026-11-01T00:00:00Z"))
        .isEqualTo(3);
    assertThat(stores.out()).contains("b:dst keeps no versions");
  }

  @Test
  void listsWhatABucketHeldByTheIdsOfItsVersions() {
    assertThat(stores.run("manifest", "create", "a:src", "--as-of", TwoStores.NOW.toString()))
        .as(stores.err())
        .isZero();
    assertThat(stores.out().lines())
        .containsExactly("src,a," + newest("a"), "src,ab," + newest("ab"));

    assertThat(stores.run("manifest", "create", "a:src", "--as-of", "2026-11-01T00:00:00Z"))
        .isZero();
    assertThat(stores.out()).isEmpty();
  }

  @Test
  void aListingOfThePastTellsTheKeysOfWhichNobodyCanTell() {
    delete("d");
    put(stores.a, SRC, "d", "one");
    put(stores.a, SRC, "d", "two");

    assertThat(stores.run("manifest", "create", "a:src/d", "--as-of", TwoStores.NOW.toString()))
        .isEqualTo(1);

    assertThat(stores.out()).isEmpty();
    assertThat(stores.err()).contains("d is left out: what it was at").contains("the same time");
  }

  @Test
  void refusesAListingOfThePastThatNobodyKnows() {
    String then = "2026-11-01T00:00:00Z";
    assertThat(stores.run("manifest", "create", "b:dst", "--as-of", then)).isEqualTo(3);
    assertThat(stores.err()).contains("b:dst keeps no versions");
    assertThat(stores.run("manifest", "create", "a:src", "--as-of", "yesterday")).isEqualTo(2);
    assertThat(stores.run("manifest", "create", "a:src", "b:dst", "--as-of", then)).isEqualTo(2);
    assertThat(stores.run("manifest", "create", "a:src", "--versions", "all", "--as-of", then))
        .isEqualTo(2);
  }
}
