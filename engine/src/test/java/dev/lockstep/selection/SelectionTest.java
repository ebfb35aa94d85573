package dev.lockstep.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void selectsEverythingUnlessToldOtherwise() {
    assertThat(Selection.EVERYTHING.isEverything()).isTrue();
    assertThat(selects(Selection.EVERYTHING, "", 0, Instant.EPOCH)).isTrue();
    assertThat(only("*", "").isEverything()).isFalse();
  }

  @Test
  void wantsOneOfTheIncludedPatternsAndNoneOfTheExcluded() {
    Selection selection =
        new Selection(
            List.of(Glob.of("a*"), Glob.of("b*")), List.of(Glob.of("*.tmp")), null, null, 0, 100);

    assertThat(selects(selection, "a1", 1, NOON)).isTrue();
    assertThat(selects(selection, "b1", 1, NOON)).isTrue();
    assertThat(selects(selection, "c1", 1, NOON)).isFalse();
    assertThat(selects(selection, "a.tmp", 1, NOON)).isFalse();
  }

  @Test
  void looksAtTheRelativeKeyAlone() {
    EntryPage page = page("prefix/a.txt", 1, NOON);

    assertThat(only("a.txt", "").selects(page, 0, 7)).isTrue();
    assertThat(only("prefix*", "").selects(page, 0, 7)).isFalse();
    assertThat(only("", "").selects(page("prefix/", 1, NOON), 0, 7)).isTrue();
  }

  @Test
  void takesTheEarlierTimeInAndTheLaterOut() {
    Selection selection =
        new Selection(List.of(), List.of(), NOON, NOON.plusSeconds(10), 0, Long.MAX_VALUE);

    assertThat(selects(selection, "k", 0, NOON.minusMillis(1))).isFalse();
    assertThat(selects(selection, "k", 0, NOON)).isTrue();
    assertThat(selects(selection, "k", 0, NOON.plusSeconds(10).minusMillis(1))).isTrue();
    assertThat(selects(selection, "k", 0, NOON.plusSeconds(10))).isFalse();
  }

  @Test
  void takesBothSizesIn() {
    Selection selection = new Selection(List.of(), List.of(), null, null, 5, 7);

    assertThat(selects(selection, "k", 4, NOON)).isFalse();
    assertThat(selects(selection, "k", 5, NOON)).isTrue();
    assertThat(selects(selection, "k", 7, NOON)).isTrue();
    assertThat(selects(selection, "k", 8, NOON)).isFalse();
  }

  @Test
  void refusesWhatNoObjectCanMeet() {
    assertThatThrownBy(() -> new Selection(List.of(), List.of(), null, null, 2, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Selection(List.of(), List.of(), null, null, -1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Selection(List.of(), List.of(), NOON, NOON, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Selection only(String include, String exclude) {
    return new Selection(
        List.of(Glob.of(include)), List.of(Glob.of("not/" + exclude)), null, null, 0, 100);
  }

  private static boolean selects(Selection selection, String key, long size, Instant modified) {
    return selection.selects(page(key, size, modified), 0, 0);
  }

  private static EntryPage page(String key, long size, Instant modified) {
    EntryPage.Builder page = new EntryPage.Builder(1);
    page.key(ObjectKey.of(key)).size(size).modifiedMillis(modified.toEpochMilli()).endRow();
    return page.build();
  }
}
