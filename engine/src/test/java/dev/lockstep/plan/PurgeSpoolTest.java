package dev.lockstep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.Seeded;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.plan.PurgeSpool.Purge;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurgeSpoolTest {
  @Test
  void givesBackEveryVersionInBatchesAndInOrder() {
    Seeded.trials(
        50,
        random -> {
          List<Purge> purges = new ArrayList<>();
          for (int i = random.nextInt(100); i > 0; i--) {
            byte[] bytes = new byte[random.nextInt(1100)];
            random.nextBytes(bytes);
            purges.add(
                new Purge(
                    ObjectKey.ofBytes(bytes, 0, bytes.length),
                    new VersionId("source-" + random.nextLong()),
                    new VersionId("destination-ü-" + random.nextLong()),
                    random.nextBoolean()));
          }
          int size = 1 + random.nextInt(20);
          List<Purge> drained = new ArrayList<>();
          try (PurgeSpool spool = new PurgeSpool()) {
            purges.forEach(spool::add);
            assertThat(spool.count()).isEqualTo(purges.size());
            spool.drain(
                size,
                batch -> {
                  assertThat(batch).hasSizeBetween(1, size);
                  drained.addAll(batch);
                });
          }
          assertThat(drained).isEqualTo(purges);
        });
  }
}
