package dev.lockstep.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.Seeded;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.sort.ScratchFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class DeleteSpoolTest {
  private static List<Path> open() {
    return ScratchFiles.openIn(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
  }

  @Test
  void givesBackEveryKeyInBatchesAndInOrder() {
    Seeded.trials(
        50,
        random -> {
          List<ObjectKey> keys = new ArrayList<>();
          for (int i = random.nextInt(100); i > 0; i--) {
            byte[] bytes = new byte[random.nextInt(1100)];
            random.nextBytes(bytes);
            keys.add(ObjectKey.ofBytes(bytes, 0, bytes.length));
          }
          int size = 1 + random.nextInt(20);
          List<ObjectKey> drained = new ArrayList<>();
          try (DeleteSpool spool = new DeleteSpool()) {
            keys.forEach(spool::add);
            assertThat(spool.count()).isEqualTo(keys.size());
            spool.drain(
                size,
                batch -> {
                  assertThat(batch).hasSizeBetween(1, size);
                  drained.addAll(batch);
                });
          }
          assertThat(drained).isEqualTo(keys);
        });
  }

  @Test
  void takesKeysOfManyThreads() {
    List<ObjectKey> drained = new ArrayList<>();
    try (DeleteSpool spool = new DeleteSpool()) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 1000; i++) {
          ObjectKey key = ObjectKey.of("key " + i);
          threads.execute(() -> spool.add(key));
        }
      }
      spool.drain(1000, drained::addAll);
    }

    assertThat(drained).doesNotHaveDuplicates().hasSize(1000);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void keepsKeysInAFileThatGoesWhateverHappens() {
    try (DeleteSpool spool = new DeleteSpool()) {
      assertThat(open()).isEmpty();
      spool.add(ObjectKey.of("a"));
      assertThat(open()).hasSize(1);
      assertThatThrownBy(() ->
              spool.drain(
                  10,
                  batch -> {
                    throw new IllegalStateException("a test");
                  }))
          .hasMessage("a test");
    }
    assertThat(open()).isEmpty();
  }
}
