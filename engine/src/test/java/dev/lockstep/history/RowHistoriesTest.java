package dev.lockstep.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.listing.Pages;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectVersion;
import dev.lockstep.object.VersionId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowHistoriesTest {
  private static final String TAG = "1".repeat(32);

  private final List<Row> rows = new ArrayList<>();

  private record Row(
      String key, String id, boolean latest, boolean marker, long size, Instant time) {
    void addTo(EntryPage.Builder page) {
      page.key(ObjectKey.of(key)).size(size).modifiedMillis(time.toEpochMilli());
      if (!marker) {
        page.etag(new ETag(TAG));
      }
      page.version(id, latest, marker).endRow();
    }
  }

  private void row(String key, String id, String kind, long size, String time) {
    boolean latest = kind.startsWith("latest");
    rows.add(new Row(key, id, latest, kind.endsWith("marker"), size, Instant.parse(time)));
  }

  /// The pages have two rows each.
  private List<History> histories(int most) {
    Queue<EntryPage> pages = new ArrayDeque<>();
    for (int at = 0; at < rows.size(); at += 2) {
      EntryPage.Builder page = new EntryPage.Builder(2);
      rows.subList(at, Math.min(rows.size(), at + 2)).forEach(row -> row.addTo(page));
      pages.add(page.build());
    }
    Pages all = pages::poll;
    RowHistories histories = new RowHistories(all, 2, ChronologicalOrder.ofRows(), most);
    List<History> found = new ArrayList<>();
    @Nullable History next = histories.next();
    while (next != null) {
      found.add(next);
      next = histories.next();
    }
    assertThat(histories.next()).isNull();
    return found;
  }

  private static List<String> ids(History history) {
    return history.versions().stream().map(ObjectVersion::id).map(VersionId::value).toList();
  }

  @Test
  void aKeysVersionsMayStandOnManyPagesAndInAnyOrder() {
    row("p/a", "3", "latest version", 1, "2026-01-03T00:00:00Z");
    row("p/a", "1", "version", 1, "2026-01-01T00:00:00Z");
    row("p/a", "2", "marker", 0, "2026-01-02T00:00:00Z");
    row("p/b", "1", "latest marker", 0, "2026-01-01T00:00:00Z");

    List<History> found = histories(100);

    assertThat(found).extracting(history -> history.key().text()).containsExactly("a", "b");
    assertThat(found).allMatch(History::isOrdered);
    assertThat(ids(found.getFirst())).containsExactly("1", "2", "3");
  }

  @Test
  void moreVersionsThanThereIsRoomForAreNotHeldAndSaid() {
    for (int i = 0; i < 50; i++) {
      row("p/long", "v" + i, "version", i, "2026-01-01T00:00:%02dZ".formatted(i));
    }
    row("p/short", "v", "latest version", 1, "2026-01-01T00:00:00Z");

    List<History> found = histories(3);

    assertThat(found).hasSize(2);
    assertThat(found.getFirst().tooLong()).isTrue();
    assertThat(found.getFirst().versions()).hasSize(1);
    assertThat(found.getFirst().disorder()).contains("more than 3 versions");
    assertThat(found.getLast().isOrdered()).isTrue();
  }

  @Test
  void whereOneKindIsToldToTheSecondTimesWithinOneTellNothing() {
    row("p/a", "1", "version", 1, "2026-01-01T00:00:05Z");
    row("p/a", "2", "marker", 0, "2026-01-01T00:00:05.700Z");
    row("p/a", "3", "latest version", 1, "2026-01-01T00:00:06Z");

    assertThat(histories(100).getFirst().disorder()).contains("have the same time");
  }

  @Test
  void withoutATimeOneVersionIsInOrderAndTwoAreNot() {
    Instant unknown = Instant.ofEpochMilli(EntryPage.UNKNOWN_TIME);
    rows.add(new Row("p/a", "1", true, false, 1, unknown));
    rows.add(new Row("p/b", "1", false, false, 1, unknown));
    rows.add(new Row("p/b", "2", true, false, 1, Instant.EPOCH));

    List<History> found = histories(100);

    assertThat(found.getFirst().isOrdered()).isTrue();
    assertThat(found.getLast().disorder()).isEqualTo("of version 1 no time is told");
  }
}
