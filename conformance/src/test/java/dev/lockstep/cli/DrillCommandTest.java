package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.InMemoryObjectStore;
import dev.lockstep.sandbox.store.SandboxStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drill finds a store out that does what the program can't see, says so, and removes what it
/// wrote whatever it found. Kills need a process: they are in `DrillTest`.
class DrillCommandTest {
  private static final BucketName BUCKET = new BucketName("bucket");
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final String ODD = "odd/00017";

  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ObjectStore a = new InMemoryObjectStore("a", new SandboxStore(() -> NOW));
  private final ObjectStore b = new InMemoryObjectStore("b", new SandboxStore(() -> NOW));
  private Signals signals = Signals.NONE;

  DrillCommandTest() {
    a.createBucket(BUCKET);
    b.createBucket(BUCKET);
  }

  private int drill(ObjectStore atB, String... more) {
    Surroundings around =
        new Surroundings(
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            profile -> profile.equals("a") ? a : atB,
            folder,
            signals,
            () -> NOW,
            new SplittableRandom(1));
    List<String> line =
        new ArrayList<>(List.of("drill", "a:bucket/p/", "b:bucket/", "--seed", "7"));
    line.addAll(List.of("--objects", "25", "--large-size", "6M", "--kills", "0"));
    line.addAll(List.of(more));
    return Main.execute(around, line.toArray(String[]::new));
  }

  private static List<String> keys(ObjectStore store) {
    EntryPage page = store.listObjects(BUCKET, ListingRequest.first(ObjectKey.EMPTY)).entries();
    List<String> keys = new ArrayList<>();
    for (int row = 0; row < page.count(); row++) {
      keys.add(page.key(row).text());
    }
    return keys;
  }

  private void nothingIsLeft() {
    for (ObjectStore store : List.of(a, b)) {
      assertThat(keys(store)).as("objects at " + store.name()).isEmpty();
      assertThat(store.listUploads(BUCKET, ObjectKey.EMPTY, UploadsPage.Marker.START).uploads())
          .isEmpty();
    }
  }

  @Test
  void aStoreThatKeepsOtherBytesIsFoundOutAndTheObjectIsNamed() {
    ObjectStore forgetful =
        new RelayedStore(b) {
          private final List<ObjectKey> spoilt = new ArrayList<>();

          // Answers as if it had kept what it was given, and lists so, while other bytes are read.
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            if (target.key().text().endsWith(ODD)) {
              spoilt.add(target.key());
            }
            return super.putObject(target, attributes, body, options);
          }

          @Override
          public dev.lockstep.endpoint.FetchedObject fetchObject(
              ObjectRef object, dev.lockstep.endpoint.ReadOptions options) {
            if (!spoilt.contains(object.key())) {
              return super.fetchObject(object, options);
            }
            ObjectRef other =
                ObjectRef.current(
                    BUCKET, ObjectKey.of(object.key().text().replace(ODD, "even/00018")));
            return super.fetchObject(other, options);
          }
        };

    assertThat(drill(forgetful)).as(err.toString()).isEqualTo(1);

    assertThat(out.toString())
        .contains("a run that says 'in step' has made it so, but not when nothing goes wrong")
        .contains(ODD)
        .contains("held         no")
        .contains("repeat       lockstep drill a:bucket/p/ b:bucket/ --seed 7");
    nothingIsLeft();
  }

  @Test
  void aStoreThatLosesAnObjectIsFoundOut() {
    ObjectStore leaky =
        new RelayedStore(b) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            WriteReceipt receipt = super.putObject(target, attributes, body, options);
            if (target.key().text().endsWith("/b/empty")) {
              store.deleteObjects(BUCKET, List.of(target));
            }
            return receipt;
          }
        };

    assertThat(drill(leaky, "--output", "json")).as(err.toString()).isEqualTo(1);

    assertThat(out.toString())
        .contains("\"held\":false", "\"broken\":{\"promise\":\"HEALED\"", "nothing goes wrong")
        .contains("/b/empty");
    nothingIsLeft();
  }

  @Test
  void aDrillIsRefusedWhereSomethingStandsUnderItsPrefix() {
    ObjectRef there = ObjectRef.current(BUCKET, ObjectKey.of("lockstep-drill-7/b/precious"));
    b.putObject(there, ObjectAttributes.NONE, ObjectBody.EMPTY, WriteOptions.PLAIN);

    assertThat(drill(b)).isEqualTo(3);

    assertThat(err.toString()).contains("b/precious", "--seed");
    assertThat(keys(b)).containsExactly("lockstep-drill-7/b/precious");
    assertThat(keys(a)).isEmpty();
  }

  @Test
  void whatCannotBeRemovedIsTold() {
    ObjectStore sticky =
        new RelayedStore(b) {
          @Override
          public List<dev.lockstep.endpoint.DeleteFailure> deleteObjects(
              BucketName bucket, List<ObjectRef> objects) {
            throw new StoreException(
                new StoreFailure.Denied(StoreFailure.Detail.ours("AccessDenied", "no deletions")),
                "DeleteObjects",
                "b",
                null);
          }
        };

    assertThat(drill(sticky)).isEqualTo(4);

    assertThat(out.toString()).contains("left behind", "lockstep-drill-7/", "no deletions");
    assertThat(keys(a)).isEmpty();
  }

  @Test
  void aSignalEndsItAndWhatWasWrittenIsRemoved() {
    AtomicReference<Runnable> heard = new AtomicReference<>();
    signals =
        listener -> {
          heard.set(listener);
          return () -> {};
        };
    CountDownLatch first = new CountDownLatch(30);
    ObjectStore signalling =
        new RelayedStore(b) {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            first.countDown();
            if (first.getCount() == 1) {
              first.countDown();
              Objects.requireNonNull(heard.get()).run();
            }
            return super.putObject(target, attributes, body, options);
          }
        };

    assertThat(drill(signalling)).isEqualTo(130);

    assertThat(out.toString()).contains("not known: the drill did not come to its end");
    nothingIsLeft();
  }
}
