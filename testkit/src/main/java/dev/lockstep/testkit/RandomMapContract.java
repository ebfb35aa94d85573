package dev.lockstep.testkit;

import static dev.lockstep.testkit.MapUnderTest.all;
import static dev.lockstep.testkit.MapUnderTest.mapping;
import static dev.lockstep.testkit.MapUnderTest.walk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMapping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Maps of versions under random keys and histories, beside a model of a few lines.
public interface RandomMapContract extends MapUnderTest {
  @Test
  default void keysAreBytesOfAnyKindInTheOrderOfListings() {
    Seeded.trials(
        5,
        random -> {
          try (VersionMap map = write()) {
            map.forgetAll();
            NavigableSet<ObjectKey> keys = new TreeSet<>();
            while (keys.size() < 700) {
              keys.add(randomKey(random, keys));
            }
            List<VersionMapping> batch = new ArrayList<>();
            keys.forEach(key -> batch.add(mapping(key, "1", TIME)));
            batch.sort(Comparator.comparingInt(m -> m.key().hashCode()));
            map.record(batch);

            assertThat(all(map)).extracting(VersionMapping::key).containsExactlyElementsOf(keys);
            for (int i = 0; i < 50; i++) {
              ObjectKey after = randomKey(random, keys);
              ObjectKey upTo = randomKey(random, keys);
              assertThat(walk(map, after, null))
                  .extracting(VersionMapping::key)
                  .containsExactlyElementsOf(keys.tailSet(after, false));
              if (after.compareTo(upTo) <= 0) {
                assertThat(walk(map, after, upTo))
                    .extracting(VersionMapping::key)
                    .containsExactlyElementsOf(keys.subSet(after, false, upTo, true));
              }
            }
          }
        });
  }

  /// One to 1,024 bytes of any value, often the beginning of another, or that and a bit more.
  private static ObjectKey randomKey(RandomGenerator random, NavigableSet<ObjectKey> others) {
    byte[] bytes = new byte[random.nextInt(4) == 0 ? 1024 : 1 + random.nextInt(12)];
    random.nextBytes(bytes);
    ObjectKey key = ObjectKey.ofBytes(bytes, 0, bytes.length);
    ObjectKey near = others.isEmpty() ? null : others.ceiling(key);
    if (near == null || random.nextBoolean()) {
      return key;
    }
    byte[] known = near.toBytes();
    return random.nextBoolean()
        ? ObjectKey.ofBytes(known, 0, 1 + random.nextInt(known.length))
        : known.length + 2 > 1024 ? near : near.then(ObjectKey.ofBytes(bytes, 0, 1));
  }

  @Test
  default void randomHistoriesLeaveWhatTheModelSays() {
    Seeded.trials(
        20,
        random -> {
          Map<ObjectKey, Map<VersionId, VersionMapping>> model = new HashMap<>();
          VersionMap map = write();
          try {
            map.forgetAll();
            for (int step = 0; step < 60; step++) {
              if (random.nextInt(20) == 0) {
                map.close();
                map = write();
              }
              change(map, model, random);
            }
            NavigableSet<ObjectKey> keys = new TreeSet<>(model.keySet());
            assertThat(map.count()).isEqualTo(model.values().stream().mapToInt(Map::size).sum());
            Set<VersionMapping> found = new LinkedHashSet<>(all(map));
            Set<VersionMapping> expected = new LinkedHashSet<>();
            keys.forEach(key -> expected.addAll(ofKey(model, key).values()));
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(found).extracting(VersionMapping::key).isSorted();
          } finally {
            map.close();
          }
        });
  }

  private static Map<VersionId, VersionMapping> ofKey(
      Map<ObjectKey, Map<VersionId, VersionMapping>> model, ObjectKey key) {
    return model.computeIfAbsent(key, _ -> new HashMap<>());
  }

  private static void change(
      VersionMap map,
      Map<ObjectKey, Map<VersionId, VersionMapping>> model,
      RandomGenerator random) {
    @Nullable VersionMapping forgotten = null;
    List<VersionMapping> batch = new ArrayList<>();
    for (int i = random.nextInt(8); i >= 0; i--) {
      VersionMapping one =
          mapping(
              "k" + random.nextInt(30),
              "v" + random.nextInt(10),
              TIME.plusSeconds(random.nextInt(1000)));
      forgotten = one;
      batch.add(one);
    }
    switch (random.nextInt(12)) {
      case 0 -> {
        map.forgetAll();
        model.clear();
      }
      case 1, 2, 3 -> {
        if (forgotten != null) {
          map.forget(forgotten.key(), List.of(forgotten.source()));
          ofKey(model, forgotten.key()).remove(forgotten.source());
        }
      }
      default -> {
        map.record(batch);
        batch.forEach(one -> ofKey(model, one.key()).put(one.source(), one));
      }
    }
  }
}
