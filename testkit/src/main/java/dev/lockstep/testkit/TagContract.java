package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tags of objects.
public interface TagContract extends StoreUnderTest {
  @Test
  default void anObjectWithoutTagsHasNone() {
    put("a", "x");

    assertThat(store().fetchTags(ref("a"))).isEmpty();
  }

  @Test
  default void tagsThatWereSetAreRead() {
    put("a", "x");
    store().putTags(ref("a"), Map.of("team", "blue", "cost centre", "4+2=6"));

    assertThat(store().fetchTags(ref("a")))
        .containsOnly(Map.entry("team", "blue"), Map.entry("cost centre", "4+2=6"));
  }

  @Test
  default void settingTagsReplacesThoseBefore() {
    put("a", "x", ObjectAttributes.NONE.withTags(Map.of("old", "1")));
    store().putTags(ref("a"), Map.of("new", "2"));

    assertThat(store().fetchTags(ref("a"))).containsOnly(Map.entry("new", "2"));
  }

  @Test
  default void settingNoTagsRemovesThemAll() {
    put("a", "x", ObjectAttributes.NONE.withTags(Map.of("old", "1")));
    store().putTags(ref("a"), Map.of());

    assertThat(store().fetchTags(ref("a"))).isEmpty();
  }

  @Test
  default void settingTagsLeavesEtagAndTime() {
    put("a", "x");
    ObjectHead before = head("a");
    store().putTags(ref("a"), Map.of("team", "blue"));

    assertThat(head("a").etag()).isEqualTo(before.etag());
    assertThat(head("a").lastModified()).isEqualTo(before.lastModified());
  }

  @Test
  default void tagsOfLettersBeyondAsciiAreKept() {
    put("a", "x", ObjectAttributes.NONE.withTags(Map.of("größe", "漢字")));

    assertThat(store().fetchTags(ref("a"))).containsOnly(Map.entry("größe", "漢字"));
  }

  @Test
  default void anEleventhTagIsRefused() {
    put("a", "x");
    Map<String, String> eleven = new HashMap<>();
    for (int i = 0; i < 11; i++) {
      eleven.put("tag" + i, "x");
    }
    assertThat(StoreUnderTest.failureOf(() -> store().putTags(ref("a"), eleven)))
        .isInstanceOf(StoreFailure.Refused.class);
  }

  @Test
  default void tagsOfAMissingObjectAreMissing() {
    assertThat(StoreUnderTest.failureOf(() -> store().fetchTags(ref("absent"))))
        .isInstanceOf(StoreFailure.Missing.class);
  }
}
