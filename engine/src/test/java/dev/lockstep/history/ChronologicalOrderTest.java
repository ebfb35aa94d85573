package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.StorageClass;
import dev.lockstep.object.VersionId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChronologicalOrderTest {
  private static final long NOON = Instant.parse("2026-11-28T12:00:00Z").toEpochMilli();

  private final ChronologicalOrder order = new ChronologicalOrder(false);

  /// @param words `v2 +1000 latest`: a version, or a marker where it begins with an m, so many
  ///   milliseconds after noon
  private static ObjectVersion version(String words) {
    String[] parts = words.split(" ", -1);
    return new ObjectVersion(
        new VersionId(parts[0].length() == 27 ? parts[0].substring(1) : parts[0]),
        parts.length > 2,
        parts[0].startsWith("m"),
        1,
        Instant.ofEpochMilli(NOON + Long.parseLong(parts[1].substring(1))),
        null,
        StorageClass.STANDARD);
  }

  private ChronologicalOrder.Order of(String... listed) {
    return order.of(List.of(listed).stream().map(ChronologicalOrderTest::version).toList());
  }

  private static List<String> ids(ChronologicalOrder.Order order) {
    assertThat(order.unknown()).isEmpty();
    return order.oldestFirst().stream().map(version -> version.id().value()).toList();
  }

  @Test
  void takesTheNewestFirstAsStoresListThem() {
    assertThat(ids(of("v3 +3000 latest", "m2 +2000", "v1 +1000")))
        .containsExactly("v1", "m2", "v3");
  }

  @Test
  void versionsOfOneSecondKeepTheOrderOfTheListing() {
    assertThat(ids(of("v3 +0 latest", "v2 +0", "v1 +0"))).containsExactly("v1", "v2", "v3");
  }

  @Test
  void turnsAListingThatBeginsWithTheOldest() {
    assertThat(ids(of("v1 +0", "v2 +0", "v3 +0 latest"))).containsExactly("v1", "v2", "v3");
  }

  @Test
  void putsMarkersInTheirPlaceWhereAStoreListsThemApart() {
    assertThat(ids(of("v4 +4000 latest", "v2 +2000", "m3 +3000", "m1 +1000")))
        .containsExactly("m1", "v2", "m3", "v4");
    assertThat(ids(of("m3 +3000", "m1 +1000", "v4 +4000 latest", "v2 +2000")))
        .containsExactly("m1", "v2", "m3", "v4");
  }

  @Test
  void doesNotMakeUpTheOrderOfAMarkerAndAVersionOfOneSecond() {
    assertThat(of("v3 +0 latest", "v2 +0", "m1 +0").unknown()).contains("the same time");
    assertThat(of("m2 +0", "m1 +0", "v4 +0 latest", "v3 +0").unknown()).contains("the same time");
  }

  @Test
  void learnsFromOtherKeysThatAStoreListsMarkersInTheirPlaces() {
    of("v3 +0 latest", "m2 +0", "v1 +0");

    assertThat(ids(of("v3 +0 latest", "v2 +0", "m1 +0"))).containsExactly("m1", "v2", "v3");
  }

  @Test
  void learnsFromTwoKeysOfWhichEachBeginsWithAnotherKind() {
    of("m2 +0 latest", "v1 +0");
    of("v2 +0 latest", "m1 +0");

    assertThat(ids(of("v3 +0 latest", "v2 +0", "m1 +0"))).containsExactly("m1", "v2", "v3");
  }

  @Test
  void theLatestNeedsNoTimeToComeLast() {
    assertThat(ids(of("v1 +0", "m2 +0 latest"))).containsExactly("v1", "m2");
    assertThat(ids(of("m2 +0 latest", "v1 +0"))).containsExactly("v1", "m2");
  }

  @Test
  void idsThatHaveATimeInThemTellWhatSecondsDoNot() {
    ChronologicalOrder.Order found =
        of(ulid(900) + " +0 latest", ulid(100) + " +0", marker(500) + " +534");

    assertThat(ids(found)).containsExactly(ulid(100), ulid(500), ulid(900));
  }

  /// As versitygw lists a key whose newest version is replaced after a while: that of a replaced
  /// one is the time of its replacement, and that of a marker is the time of what it hides.
  @Test
  void aTimeThatIsListedAnewWhenAVersionIsReplacedIsTakenFromItsId() {
    ChronologicalOrder.Order marked =
        of(marker(28_400) + " +442 latest", ulid(445) + " +28000", ulid(425) + " +0");
    assertThat(ids(marked)).containsExactly(ulid(425), ulid(445), ulid(28_400));
    assertThat(marked.oldestFirst())
        .extracting(version -> version.lastModified().toEpochMilli() - NOON)
        .containsExactly(425L, 445L, 28_400L);

    assertThat(
            ids(
                of(
                    marker(648) + " +742",
                    ulid(34_643) + " +34000 latest",
                    ulid(745) + " +34000",
                    ulid(540) + " +0",
                    ulid(530) + " +0")))
        .containsExactly(ulid(530), ulid(540), ulid(648), ulid(745), ulid(34_643));
  }

  @Test
  void whatOneKeyShowsOfIdsServesForTheNextWhichHoldsMarkersAlone() {
    String[] markers = {marker(28_400) + " +0 latest", marker(500) + " +0"};
    assertThat(of(markers).oldestFirst())
        .extracting(version -> version.lastModified().toEpochMilli() - NOON)
        .containsOnly(0L);

    of(ulid(100) + " +0 latest");

    assertThat(of(markers).oldestFirst())
        .extracting(version -> version.lastModified().toEpochMilli() - NOON)
        .containsExactly(500L, 28_400L);
  }

  @Test
  void anIdThatIsNoTimeThoughItLooksLikeOneTellsNothing() {
    assertThat(of(ulid(-90_000_000) + " +0 latest").oldestFirst())
        .extracting(ObjectVersion::lastModified)
        .containsExactly(Instant.ofEpochMilli(NOON));
  }

  @Test
  void aLatestThatIsOlderThanAnotherIsNotBelieved() {
    assertThat(of("v1 +0 latest", "v2 +5000").unknown()).contains("the latest");
  }

  /// A ULID of that many milliseconds after noon.
  private static String ulid(long millis) {
    return digits(NOON + millis) + "0000000000000000";
  }

  /// The words for a marker whose id is a ULID.
  private static String marker(long millis) {
    return "m" + ulid(millis);
  }

  private static String digits(long millis) {
    StringBuilder text = new StringBuilder();
    for (int i = 9; i >= 0; i--) {
      text.append("0123456789ABCDEFGHJKMNPQRSTVWXYZ".charAt((int) (millis >>> (5 * i)) & 31));
    }
    return text.toString();
  }
}
