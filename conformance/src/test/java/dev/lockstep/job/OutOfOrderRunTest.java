package dev.lockstep.job;

import static dev.lockstep.conformance.TwoBuckets.DST;
import static dev.lockstep.conformance.TwoBuckets.SRC;
import static dev.lockstep.conformance.TwoBuckets.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.compare.CompareBy;
import dev.lockstep.compare.ComparisonResult;
import dev.lockstep.compare.Difference;
import dev.lockstep.compare.DifferenceListener;
import dev.lockstep.compare.SortedSide;
import dev.lockstep.conformance.DisorderlyStore;
import dev.lockstep.conformance.DisorderlyStore.Order;
import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.copy.CopySettings;
import dev.lockstep.copy.OnConflict;
import dev.lockstep.copy.Overwriting;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.RetryingStore;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.journal.RunNotes;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.plan.MaxDelete;
import dev.lockstep.selection.Selection;
import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.RequestCounts;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole runs between stores that list in an order of their own.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OutOfOrderRunTest {
  private static final int OBJECTS = 60;

  private final TwoBuckets stores = new TwoBuckets();
  private final RequestCounts counts = new RequestCounts();
  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  private final Map<ObjectKey, Difference> rows = Collections.synchronizedMap(new TreeMap<>());
  private final Progress progress = new Progress(notices::add);
  private final DifferenceListener listener =
      new DifferenceListener() {
        @Override
        public void found(Difference difference) {
          rows.put(difference.key(), difference);
        }

        @Override
        public void begunAnew() {
          rows.clear();
        }
      };

  /// Small and capital letters in turn, and digits.
  private static String key(int number) {
    String letters = number % 3 == 0 ? "%s" : number % 3 == 1 ? "K%s" : "k%s";
    return letters.formatted("%04d".formatted(number));
  }

  private void put(ObjectStore store, BucketName bucket, String key, String text) {
    store.putObject(
        in(bucket, key),
        ObjectAttributes.NONE,
        ObjectBody.of(text.getBytes(StandardCharsets.UTF_8)),
        WriteOptions.PLAIN);
  }

  /// Most are the same on both sides; five are new, five are old, five are extra.
  private void fill() {
    for (int i = 0; i < OBJECTS; i++) {
      put(stores.source, SRC, key(i), "object " + i);
      if (i % 12 != 0) {
        put(stores.destination, DST, key(i), i % 12 == 5 ? "old" : "object " + i);
      }
    }
    for (int i = 0; i < 5; i++) {
      put(stores.destination, DST, key(1000 + i), "extra");
    }
  }

  private BucketScope scope(ObjectStore store, BucketName bucket) {
    return new BucketScope(
        new RetryingStore(store, TwoBuckets.atOnce(), counts), bucket, ObjectKey.EMPTY);
  }

  private static SyncSettings settings(boolean delete, long limit, boolean dryRun) {
    return new SyncSettings(
        Selection.EVERYTHING,
        CompareBy.CONTENT,
        CopySettings.STANDARD,
        delete,
        new MaxDelete.Count(5),
        limit,
        dryRun,
        4,
        4);
  }

  private SyncReport sync(ObjectStore source, ObjectStore destination, SyncSettings settings) {
    return new SyncJob(
            scope(source, SRC),
            scope(destination, DST),
            settings,
            RunNotes.none(),
            counts,
            progress,
            listener,
            InstantSource.system(),
            TwoBuckets.atOnce())
        .run();
  }

  /// Every key and its ETag.
  private static Map<String, String> held(ObjectStore store, BucketName bucket) {
    Map<String, String> held = new TreeMap<>();
    ListingPage page = store.listObjects(bucket, ListingRequest.first(ObjectKey.EMPTY));
    for (int i = 0; i < page.entries().count(); i++) {
      held.put(page.entries().key(i).text(), String.valueOf(page.entries().entry(i).etag()));
    }
    return held;
  }

  static Stream<Arguments> wheres() {
    return Stream.of(Order.values())
        .flatMap(order ->
            IntStream.rangeClosed(1, 3)
                .mapToObj(sides -> Arguments.of(order, (sides & 1) > 0, (sides & 2) > 0)));
  }

  private ObjectStore source(Order order, boolean disorderly) {
    return disorderly ? new DisorderlyStore(stores.source, order, 7) : stores.source;
  }

  private ObjectStore destination(Order order, boolean disorderly) {
    return disorderly ? new DisorderlyStore(stores.destination, order, 7) : stores.destination;
  }

  @ParameterizedTest
  @MethodSource("wheres")
  void comparesAsIfTheyWereInOrder(Order order, boolean atSource, boolean atDestination) {
    fill();

    CompareReport report =
        new CompareJob(
                scope(source(order, atSource), SRC),
                scope(destination(order, atDestination), DST),
                Selection.EVERYTHING,
                CompareBy.CONTENT,
                4,
                counts,
                progress,
                listener)
            .run();

    assertThat(report.failure()).isNull();
    assertThat(report.result()).isEqualTo(new ComparisonResult(60, 60, 50, 5, 5, 5, 0));
    assertThat(rows).hasSize(15);
    assertThat(report.sorted()).hasSize((atSource ? 1 : 0) + (atDestination ? 1 : 0));
    assertThat(report.sorted())
        .allMatch(side -> side.why().contains("comes after"))
        .allMatch(side -> side.endIsKnown() == (order != Order.SHUFFLED));
  }

  @ParameterizedTest
  @MethodSource("wheres")
  void endsInStepAndDeletesTheExtrasAlone(Order order, boolean atSource, boolean atDestination) {
    fill();
    Map<String, String> before = held(stores.source, SRC);

    SyncReport report =
        sync(
            source(order, atSource),
            destination(order, atDestination),
            settings(true, Long.MAX_VALUE, false));

    assertThat(report.failure()).isNull();
    assertThat(report.inSync()).isTrue();
    assertThat(report.deletions().deleted()).isEqualTo(5);
    assertThat(report.unchanged()).isEqualTo(50);
    assertThat(report.skipped()).isZero();
    assertThat(held(stores.source, SRC)).isEqualTo(before);
    assertThat(held(stores.destination, DST)).isEqualTo(before);
    assertThat(report.sorted())
        .extracting(SortedSide::scope)
        .hasSize((atSource ? 1 : 0) + (atDestination ? 1 : 0));
    assertThat(notices).hasSameSizeAs(report.sorted()).allMatch(one -> one.contains(" sorted"));
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void actsOnNoDeletionThatWasFoundByDisorder(Order order) {
    fill();
    // The deletions are judged before the disorder begins, and again when it is over.
    AtomicInteger begun = new AtomicInteger();
    ObjectStore source =
        new DisorderlyStore(stores.source, order, 7, () -> begun.incrementAndGet() > 12);

    SyncReport report = sync(source, stores.destination, settings(true, Long.MAX_VALUE, false));

    assertThat(report.inSync()).isTrue();
    assertThat(report.deletions().deleted()).isEqualTo(5);
    assertThat(held(stores.destination, DST)).isEqualTo(held(stores.source, SRC));
  }

  @Test
  void whatHappensOnceEndsRight() {
    for (int page = 1; page < 30; page++) {
      int bad = page;
      fill();
      AtomicInteger pages = new AtomicInteger();
      ObjectStore source =
          new DisorderlyStore(
              stores.source, Order.PAGES_BACKWARDS, 7, () -> pages.incrementAndGet() == bad);

      SyncReport report = sync(source, stores.destination, settings(true, Long.MAX_VALUE, false));

      assertThat(report.inSync()).as("page %d", bad).isTrue();
      assertThat(held(stores.destination, DST)).isEqualTo(held(stores.source, SRC));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FAIL", "SKIP"})
  void takesNothingThatItMisreadForSomebodyElses(OnConflict onConflict) {
    fill();
    // The first pages of the destination hide what comes on later ones.
    ObjectStore destination = new DisorderlyStore(stores.destination, Order.IGNORING_CASE, 7);
    Overwriting overwriting = new Overwriting(onConflict, Overwriting.CONDITIONS);

    SyncReport report =
        sync(
            stores.source,
            destination,
            settings(true, Long.MAX_VALUE, false).with(CopySettings.STANDARD.with(overwriting)));

    assertThat(report.failures().count()).isZero();
    assertThat(report.inSync()).isTrue();
    assertThat(report.copies().written().objects()).isEqualTo(10);
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aDryRunTellsWhatThereIsToDoAndDoesNothing(Order order) {
    fill();
    Map<String, String> before = held(stores.destination, DST);

    SyncReport report =
        sync(stores.source, destination(order, true), settings(true, Long.MAX_VALUE, true));

    assertThat(report.planned().objects()).isEqualTo(10);
    assertThat(report.deletions().planned()).isEqualTo(5);
    assertThat(rows).hasSize(15);
    assertThat(held(stores.destination, DST)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aLimitHoldsForBothPassesTogether(Order order) {
    fill();

    SyncReport report = sync(stores.source, destination(order, true), settings(false, 3, false));

    assertThat(report.copies().written().objects()).isLessThanOrEqualTo(3);
    assertThat(report.failures().count()).isZero();
    assertThat(report.inSync()).isFalse();
  }

  @Test
  void aRunThatIsToldToStopEndsInTheMidstOfSorting() {
    fill();
    List<SyncJob> job = new ArrayList<>();
    ObjectStore source =
        new RelayedStore(new DisorderlyStore(stores.source, Order.SHUFFLED, 1)) {
          @Override
          public ListingPage listObjects(BucketName bucket, ListingRequest request) {
            if (progress.snapshot().sortedObjects() >= 10) {
              job.getFirst().stop();
            }
            return super.listObjects(bucket, request);
          }
        };
    job.add(
        new SyncJob(
            scope(source, SRC),
            scope(stores.destination, DST),
            settings(true, Long.MAX_VALUE, false),
            RunNotes.none(),
            counts,
            progress,
            listener,
            InstantSource.system(),
            TwoBuckets.atOnce()));

    SyncReport report = job.getFirst().run();

    assertThat(report.failure()).isNotNull();
    assertThat(report.toString()).contains("STOPPED");
    assertThat(progress.snapshot().sortedObjects()).isBetween(10L, 15L);
  }
}
