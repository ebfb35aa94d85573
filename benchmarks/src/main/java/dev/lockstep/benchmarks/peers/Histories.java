package dev.lockstep.benchmarks.peers;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Every version of keys that have ten, and as many objects that have one, by the same stores in
/// turn. No peer brings histories over.
final class Histories implements Row {
  private static final long VERSIONS = 50_000;
  private static final int OF_EACH_KEY = 10;
  private static final int SIZE = 4096;
  private static final int WRITERS = 16;
  private static final double RATE = 0.5;
  private static final String HISTORIES = "histories";
  private static final String PLAIN = "plain";
  private static final String VERSIONED_TARGET = "versioned-target";

  @Override
  public String number() {
    return "P11";
  }

  @Override
  public String title() {
    return "sync of histories, beside plain objects";
  }

  @Override
  public List<Part> measure(Bench bench) throws IOException, InterruptedException {
    long versions = bench.some(VERSIONS);
    try (StorePair stores =
        StorePair.start(
            List.of("--bucket", HISTORIES, "--bucket", PLAIN),
            List.of("--bucket", VERSIONED_TARGET, "--bucket", PLAIN))) {
      fill(bench, stores, versions);
      String title = "%,d versions of 4 KiB, %d of each key".formatted(versions, OF_EACH_KEY);
      bench.say(title);
      Lockstep ours = bench.ours();
      List<Measured> histories =
          new Contest(bench, work(stores, true), versions)
              .with(ours.with("--versions", "all"))
              .measure();
      List<Measured> plain = new Contest(bench, work(stores, false), versions).with(ours).measure();
      List<Measured> both =
          List.of(
              named("sync --versions all", histories.getFirst()),
              named("sync of %,d objects".formatted(versions), plain.getFirst()));
      Verdicts verdicts =
          new Verdicts(both, versions, "versions")
              .atLeast(
                  "versions per processor second, of the plain sync's objects",
                  both.getLast().processor() / both.getFirst().processor(),
                  RATE,
                  " ×");
      return List.of(
          Part.of("histories", title, verdicts, List.of("no peer brings histories over")));
    }
  }

  private static Measured named(String name, Measured measured) {
    return new Measured(name, measured.place(), measured.samples());
  }

  private static Work work(StorePair stores, boolean histories) {
    Place source = stores.left(histories ? HISTORIES : PLAIN);
    Place target = stores.right(histories ? VERSIONED_TARGET : PLAIN);
    Work.Kind kind = histories ? Work.Kind.COPY_HISTORIES : Work.Kind.COPY_SMALL;
    return new Work(kind, source, target, source);
  }

  /// Both sources get the same bytes: no two of 4 KiB alike.
  private static void fill(Bench bench, StorePair stores, long versions)
      throws InterruptedException {
    try (ObjectStore left = stores.left(HISTORIES).open(bench.clock());
        ObjectStore right = stores.right(VERSIONED_TARGET).open(bench.clock())) {
      left.enableVersioning(new BucketName(HISTORIES));
      right.enableVersioning(new BucketName(VERSIONED_TARGET));
      writeAll(left, versions);
    }
  }

  private static void writeAll(ObjectStore store, long versions) throws InterruptedException {
    long keys = versions / OF_EACH_KEY;
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int first = writer;
        all.add(
            writers.submit(() -> {
              for (long key = first; key < keys; key += WRITERS) {
                write(store, key);
              }
            }));
      }
      for (Future<?> one : all) {
        try {
          one.get();
        } catch (java.util.concurrent.ExecutionException e) {
          throw new IllegalStateException("the sources can't be filled", e.getCause());
        }
      }
    }
  }

  private static void write(ObjectStore store, long key) {
    for (int version = 0; version < OF_EACH_KEY; version++) {
      ByteBuffer bytes = ByteBuffer.allocate(SIZE).putLong(key).putLong(version);
      put(store, HISTORIES, "key-%08d".formatted(key), bytes.array());
      put(store, PLAIN, "key-%08d-%d".formatted(key, version), bytes.array());
    }
  }

  private static void put(ObjectStore store, String bucket, String key, byte[] bytes) {
    store.putObject(
        ObjectRef.current(new BucketName(bucket), ObjectKey.of(key)),
        ObjectAttributes.NONE,
        ObjectBody.of(bytes),
        WriteOptions.PLAIN);
  }
}
