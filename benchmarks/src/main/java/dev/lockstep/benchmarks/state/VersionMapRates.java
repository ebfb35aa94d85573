package dev.lockstep.benchmarks.state;

import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.sqlite.SqliteStateHome;
import dev.lockstep.state.MappingCursor;
import dev.lockstep.state.StateHome;
import dev.lockstep.state.StatePlace;
import dev.lockstep.state.StateStore;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMapping;
import dev.lockstep.state.VersionMapping.How;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How many mappings a second are recorded durably, how much room each takes, how long opening,
/// walking, checking and backing up take. Arguments: an empty folder, and millions of rows.
public final class VersionMapRates {
  private static final int THREADS = 16;
  private static final StatePlace FROM =
      new StatePlace("https://a.example", new BucketName("photos"), ObjectKey.EMPTY);
  private static final StatePlace TO =
      new StatePlace("https://b.example", new BucketName("photos"), ObjectKey.EMPTY);

  private VersionMapRates() {}

  public static void main(String[] arguments) throws ExecutionException, InterruptedException {
    StateHome home = new SqliteStateHome(Path.of(arguments[0]), InstantSource.system());
    int rows = (int) (1_000_000 * Double.parseDouble(arguments[1]));
    timed("made, with Flyway", 0, () -> home.open().close());
    timed("opened, first", 0, () -> home.open().close());
    timed("opened again", 0, () -> home.open().close());
    try (StateStore store = home.open();
        VersionMap map = store.versionMap(FROM, TO)) {
      for (int batch : new int[] {1, 10, 100}) {
        int some = Math.min(rows, batch * 20_000);
        timed(THREADS + " threads, batches of " + batch, some, () -> record(map, some, batch));
        map.forgetAll();
      }
      timed("one thread, batches of 1", 2000, () -> recordRange(map, 0, 2000, 1));
      map.forgetAll();
      timed(THREADS + " threads, batches of 100, all", rows, () -> record(map, rows, 100));
      timed("walked", rows, () -> walk(map));
      timed("counted", 0, () -> System.out.println("  " + map.count() + " rows"));
    }
    try (StateStore store = home.open()) {
      timed("checked", rows, () -> System.out.println("  " + store.check().bytes() + " bytes"));
      timed("backed up", rows, () -> store.backup(Path.of(arguments[0], "backup.db")));
    }
  }

  private static void timed(String what, int rows, Runnable work) {
    long began = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf("%-36s %8.3f s", what, seconds);
    System.out.println(rows == 0 ? "" : String.format("  %,10.0f rows/s", rows / seconds));
  }

  private static void record(VersionMap map, int rows, int batch) {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> shares = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int from = (int) ((long) rows * t / THREADS);
        int to = (int) ((long) rows * (t + 1) / THREADS);
        shares.add(pool.submit(() -> recordRange(map, from, to, batch)));
      }
      for (Future<?> share : shares) {
        share.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void recordRange(VersionMap map, int from, int to, int batch) {
    List<VersionMapping> gathered = new ArrayList<>(batch);
    for (int i = from; i < to; i++) {
      gathered.add(mapping(i));
      if (gathered.size() == batch || i == to - 1) {
        map.record(List.copyOf(gathered));
        gathered.clear();
      }
    }
  }

  /// Three versions a key of some 40 bytes, with ids and ETags as long as AWS's, all different.
  private static VersionMapping mapping(int number) {
    int key = number / 3;
    ETag etag = new ETag("%016x%016x".formatted(number * 0x9e3779b97f4a7c15L, number * 31L));
    return new VersionMapping(
        ObjectKey.of("photos/2026/%02d/camera-%03d/IMG_%09d.jpeg".formatted(key % 12, 7, key)),
        new VersionId("%016x%016x".formatted(number * 0xd1342543de82ef95L, number + 1L)),
        new VersionId("%016x%016x".formatted(number * 0xaf251af3b0f025b5L, number + 2L)),
        false,
        Instant.ofEpochSecond(1_795_000_000L + number),
        etag,
        etag,
        1_000_000L + number,
        How.COPIED);
  }

  private static void walk(VersionMap map) {
    try (MappingCursor cursor = map.open(ObjectKey.EMPTY, null)) {
      long seen = 0;
      for (List<VersionMapping> of = cursor.next(); of != null; of = cursor.next()) {
        seen += of.size();
      }
      System.out.println("  " + seen + " rows");
    }
  }
}
