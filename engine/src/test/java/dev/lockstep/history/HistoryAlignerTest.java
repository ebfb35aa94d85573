package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.history.Alignment.Obstacle;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.StorageClass;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.VersionMapping;
import dev.lockstep.state.VersionMapping.How;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Histories are written as letters, oldest first: one letter a content, `-` a delete marker. `x`
/// is what has no digest for a tag, and so is like nothing else.
class HistoryAlignerTest {
  private static final ObjectKey KEY = ObjectKey.of("key");
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  private final List<VersionMapping> remembered = new ArrayList<>();

  private static ObjectVersion version(String side, int place, char content) {
    boolean marker = content == '-';
    return new ObjectVersion(
        new VersionId(side + place),
        false,
        marker,
        marker ? 0 : 1,
        NOON.plusSeconds(place),
        marker ? null : new ETag(String.valueOf(content).repeat(32)),
        StorageClass.STANDARD);
  }

  private static History history(String side, String contents) {
    List<ObjectVersion> versions = new ArrayList<>();
    for (int i = 0; i < contents.length(); i++) {
      versions.add(version(side, i, contents.charAt(i)));
    }
    return new History(KEY, versions, "");
  }

  /// Remembers what became of a version of the source that has, or had, this content.
  private void remember(int source, char content, String destination, How how) {
    ObjectVersion from = version("s", source, content);
    remembered.add(
        new VersionMapping(
            KEY,
            from.id(),
            new VersionId(destination),
            from.deleteMarker(),
            from.lastModified(),
            from.etag(),
            null,
            from.size(),
            how));
  }

  private Alignment align(String source, String destination) {
    return align(history("s", source), history("d", destination));
  }

  private Alignment align(History source, History destination) {
    return HistoryAligner.align(source, destination, remembered, _ -> true, new ListedContents());
  }

  private static List<String> ids(List<ObjectVersion> versions) {
    return versions.stream().map(version -> version.id().value()).toList();
  }

  @Test
  void whatTheDestinationHasNotIsMissingOldestFirst() {
    Alignment found = align("ab-c", "");

    assertThat(ids(found.missing())).containsExactly("s0", "s1", "s2", "s3");
    assertThat(found.obstacle()).isEqualTo(Obstacle.NONE);
    assertThat(found.sourceArrived()).isFalse();
  }

  @Test
  void equalHistoriesAreRecognisedThoughNothingIsRemembered() {
    Alignment found = align("aab-a", "aab-a");

    assertThat(found.identical()).isTrue();
    assertThat(found.adopted()).hasSize(5);
  }

  @Test
  void theBeginningOfAHistoryIsRecognisedWhereItsNewestIsOneAlone() {
    Alignment found = align("abc", "ab");

    assertThat(found.matched()).isEqualTo(2);
    assertThat(ids(found.missing())).containsExactly("s2");
    assertThat(found.obstacle()).isEqualTo(Obstacle.NONE);
  }

  @Test
  void aNewestThatMayBeAnyOfSeveralIsNotGuessedAt() {
    assertThat(align("aba", "a").obstacle()).isEqualTo(Obstacle.AMBIGUOUS);
  }

  @Test
  void whatWasBegunSaysWhichOfSeveralItIs() {
    remember(0, 'a', "null", How.BEGUN);
    remember(1, 'b', "null", How.BEGUN);
    remember(2, 'a', "null", How.BEGUN);

    Alignment found = align("aba", "a");
    assertThat(found.obstacle()).isEqualTo(Obstacle.NONE);
    assertThat(ids(found.missing())).containsExactly("s1", "s2");
  }

  @Test
  void aWriteThatWasDoneTwiceIsSurplus() {
    remember(0, 'a', "null", How.BEGUN);
    remember(1, 'b', "null", How.BEGUN);

    Alignment found = align("ab", "aa");
    assertThat(ids(found.surplus())).containsExactly("d1");
    assertThat(ids(found.missing())).containsExactly("s1");
  }

  /// The first may have been written twice, and the second have other metadata.
  @Test
  void aWriteThatMayHaveBeenDoneTwiceIsNotTakenForTheNextVersionOfTheSameContent() {
    remember(0, 'a', "null", How.BEGUN);
    remember(1, 'a', "null", How.BEGUN);

    Alignment found = align("aa", "aa");
    assertThat(ids(found.surplus())).containsExactly("d1");
    assertThat(ids(found.missing())).containsExactly("s1");
    assertThat(found.obstacle()).isEqualTo(Obstacle.NONE);
  }

  @Test
  void whatWasWrittenBelowAnotherIsTheNextVersionOfTheSameContent() {
    remember(0, 'a', "null", How.BEGUN);
    remember(1, 'a', "null", How.BEGUN);
    remember(2, 'b', "null", How.BEGUN);

    Alignment found = align("aab", "aab");
    assertThat(found.identical()).isTrue();
    assertThat(found.matched()).isEqualTo(3);
  }

  @Test
  void whatRepeatsTheNewestAndWasNotBegunIsSomebodyElsesAndIsNotInTheWay() {
    remember(0, 'a', "d0", How.COPIED);

    Alignment found = align("ab", "aa");
    assertThat(found.surplus()).isEmpty();
    assertThat(ids(found.foreign())).containsExactly("d1");
    assertThat(ids(found.missing())).containsExactly("s1");
    assertThat(found.obstacle()).isEqualTo(Obstacle.NONE);
  }

  @Test
  void whatAKilledRunWroteOfAVersionThatIsGoneIsPurgedAndNotForeign() {
    remember(7, 'e', "null", How.BEGUN);

    Alignment found = align("b", "e");
    assertThat(found.obstacle()).isEqualTo(Obstacle.NONE);
    assertThat(found.recovered()).hasSize(1);
    assertThat(found.purged())
        .extracting(mapping -> mapping.destination().value())
        .containsExactly("d0");
    assertThat(ids(found.missing())).containsExactly("s0");
  }

  @Test
  void whatAKilledRunWroteTwiceIsKnownAlsoWhenNothingIsLeftAtTheSource() {
    remember(0, '-', "null", How.BEGUN);

    Alignment found = align("", "--");
    assertThat(found.purged()).hasSize(1);
    assertThat(ids(found.surplus())).containsExactly("d1");
    assertThat(found.obstacle()).isEqualTo(Obstacle.NONE);
  }

  @Test
  void somebodyElsesVersionOnTopIsInTheWay() {
    remember(0, 'a', "d0", How.COPIED);

    Alignment found = align("ab", "ax");
    assertThat(found.obstacle()).isEqualTo(Obstacle.DIVERGED);
    assertThat(ids(found.foreign())).containsExactly("d1");
    assertThat(ids(found.missing())).containsExactly("s1");
  }

  @Test
  void somebodyElsesVersionBelowIsNotInTheWay() {
    remember(0, 'a', "d0", How.COPIED);
    remember(1, 'b', "d2", How.COPIED);

    Alignment found = align("ab", "axb");
    assertThat(found.sourceArrived()).isTrue();
    assertThat(found.identical()).isFalse();
    assertThat(ids(found.foreign())).containsExactly("d1");
  }

  @Test
  void aVersionBelowOneThatIsThereCanNotBePutInItsPlace() {
    remember(1, 'b', "d0", How.COPIED);

    Alignment found = align("ab", "b");
    assertThat(ids(found.buried())).containsExactly("s0");
    assertThat(found.missing()).isEmpty();
    assertThat(found.sourceArrived()).isFalse();
  }

  @Test
  void aDeleteMarkerBelowEverythingHidesNothing() {
    remember(1, 'b', "d0", How.COPIED);

    assertThat(align("-b", "b").sourceArrived()).isTrue();
  }

  @Test
  void aMarkerThatTheStoreDoesNotMakeIsNotMissed() {
    remember(0, '-', "null", How.NOT_MADE);

    assertThat(align("-", "").identical()).isTrue();
  }

  @Test
  void versionsWhoseSourceWasRemovedAreTold() {
    remember(0, 'a', "d0", How.COPIED);
    remember(5, 'x', "d1", How.COPIED);

    Alignment found = align("a", "ax");
    assertThat(found.purged()).hasSize(1);
    assertThat(found.sourceArrived()).isTrue();
    assertThat(found.identical()).isFalse();
  }

  @Test
  void aVersionThatWasRemovedAtTheDestinationIsMissingAgain() {
    remember(0, 'a', "d0", How.COPIED);
    remember(1, 'b', "d9", How.COPIED);

    assertThat(ids(align("ab", "a").missing())).containsExactly("s1");
  }

  @Test
  void anotherObjectOfTheIdNullIsAnother() {
    ObjectVersion then = nullVersion('a', 0);
    remembered.add(
        new VersionMapping(
            KEY,
            SourceIdentity.of(then),
            new VersionId("d0"),
            false,
            then.lastModified(),
            then.etag(),
            null,
            1,
            How.COPIED));

    Alignment found = align(new History(KEY, List.of(nullVersion('b', 60)), ""), history("d", "a"));
    assertThat(ids(found.missing())).containsExactly("null");
    assertThat(found.purged()).hasSize(1);
    assertThat(found.obstacle()).isEqualTo(Obstacle.NONE);
  }

  private static ObjectVersion nullVersion(char content, int seconds) {
    return new ObjectVersion(
        VersionId.NULL,
        true,
        false,
        1,
        NOON.plusSeconds(seconds),
        new ETag(String.valueOf(content).repeat(32)),
        StorageClass.STANDARD);
  }

  @Test
  void aHistoryWhoseOrderIsUnknownIsLeftAlone() {
    History unknown = new History(KEY, history("s", "ab").versions(), "nobody knows");

    Alignment found = align(unknown, History.none(KEY));
    assertThat(found.obstacle()).isEqualTo(Obstacle.UNORDERED);
    assertThat(found.words()).contains("the source").contains("nobody knows");
  }

  @Test
  void theOrderOfWhatWasWrittenIsKnownWhateverTheDestinationTells() {
    remember(0, 'a', "d1", How.COPIED);
    remember(1, '-', "d0", How.COPIED);

    History unknown = new History(KEY, history("d", "-a").versions(), "nobody knows");
    assertThat(align(history("s", "a-"), unknown).identical()).isTrue();
  }

  @Test
  void aKeyThatOnlyTheDestinationHasIsNobodysBusiness() {
    Alignment found = align("", "x");

    assertThat(found.obstacle()).isEqualTo(Obstacle.NONE);
    assertThat(found.sourceArrived()).isTrue();
    assertThat(ids(found.foreign())).containsExactly("d0");
  }
}
