package dev.lockstep.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.Seeded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PrefixTotalsTest {
  private static int nodes(PrefixNode node) {
    return 1 + node.below().stream().mapToInt(PrefixTotalsTest::nodes).sum();
  }

  private static void collect(PrefixNode node, Map<String, PrefixNode> found) {
    found.put(node.prefix(), node);
    node.below().forEach(below -> collect(below, found));
  }

  private static PrefixNode at(Map<String, PrefixNode> found, String prefix) {
    return Objects.requireNonNull(found.get(prefix), prefix);
  }

  private static Map<String, PrefixNode> byPrefix(PrefixTotals totals) {
    Map<String, PrefixNode> found = new HashMap<>();
    collect(totals.tree(), found);
    return found;
  }

  @Test
  void keysAreCountedBelowTheirFirstThreePrefixes() {
    PrefixTotals totals = new PrefixTotals(2, 100);
    totals.add(0, "top", 1);
    totals.add(0, "a/b/c/d/e", 10);
    totals.add(1, "a/b/c/x", 100);
    totals.add(1, "a/b", 1_000);
    totals.add(0, "//", 5);

    Map<String, PrefixNode> found = byPrefix(totals);

    assertThat(found.keySet()).containsExactlyInAnyOrder("", "a/", "a/b/", "a/b/c/", "/", "//");
    assertThat(at(found, "a/b/c/").here().bytes(0)).isEqualTo(10);
    assertThat(at(found, "a/b/c/").here().bytes(1)).isEqualTo(100);
    assertThat(at(found, "a/b/c/").name()).isEqualTo("c/");
    assertThat(at(found, "a/").here().objects()).isEqualTo(1);
    assertThat(at(found, "a/").all().bytes()).isEqualTo(1_110);
    assertThat(at(found, "").all().objects()).isEqualTo(5);
    assertThat(totals.shortBy()).isZero();
  }

  @Test
  void whatIsLargeIsToldExactlyThoughItComesLastAmongVeryManyPrefixes() {
    PrefixTotals totals = new PrefixTotals(1, 50);
    for (int i = 0; i < 100_000; i++) {
      totals.add(0, String.format("many/%06d/x", i), 1);
    }
    for (int i = 0; i < 10_000; i++) {
      totals.add(0, "zzz/large/" + i, 7);
    }

    PrefixNode root = totals.tree();
    Map<String, PrefixNode> found = new HashMap<>();
    collect(root, found);

    assertThat(nodes(root)).isLessThanOrEqualTo(52);
    assertThat(root.all().objects()).isEqualTo(110_000);
    assertThat(at(found, "zzz/large/").all().objects()).isEqualTo(10_000);
    assertThat(at(found, "many/").all().objects()).isEqualTo(100_000);
    assertThat(at(found, "many/").others().objects()).isGreaterThan(99_000);
  }

  @Test
  void whateverTheOrderSumsAreRightAndNoFigureIsShortByMoreThanIsSaid() {
    Seeded.trials(30, PrefixTotalsTest::trial);
  }

  private static void trial(RandomGenerator random) {
    PrefixTotals totals = new PrefixTotals(1, 80);
    Map<String, Long> exact = new HashMap<>();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      int prefix = (int) Math.min(2_000, Math.exp(random.nextDouble() * 8));
      keys.add("p" + prefix % 7 + "/" + prefix + "/" + i);
    }
    Collections.shuffle(keys, Random.from(random));
    for (String key : keys) {
      totals.add(0, key, 3);
      exact.merge(key.substring(0, key.lastIndexOf('/') + 1), 1L, Long::sum);
    }

    PrefixNode root = totals.tree();
    Map<String, PrefixNode> found = new HashMap<>();
    collect(root, found);

    assertThat(root.all().objects()).isEqualTo(keys.size());
    assertThat(root.all().bytes()).isEqualTo(3L * keys.size());
    assertThat(nodes(root)).isLessThanOrEqualTo(90);
    found.forEach((prefix, node) -> {
      Long all = exact.get(prefix);
      if (all != null) {
        assertThat(node.all().objects()).isBetween(all - totals.shortBy(), all);
      }
    });
  }
}
