package dev.lockstep.testkit;

import static dev.lockstep.testkit.MapUnderTest.all;
import static dev.lockstep.testkit.MapUnderTest.mapping;
import static dev.lockstep.testkit.MapUnderTest.refusalOf;
import static dev.lockstep.testkit.MapUnderTest.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.state.MappingCursor;
import dev.lockstep.state.StateException;
import dev.lockstep.state.VersionMap;
import dev.lockstep.state.VersionMapping;
import dev.lockstep.state.VersionMapping.How;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every durable map of versions has to do.
public interface VersionMapContract extends MapUnderTest {
  @Test
  default void anEmptyMapHasNothing() {
    assertThat(all(read(SOURCE, DESTINATION))).isEmpty();
    assertThat(read(SOURCE, DESTINATION).count()).isZero();
    try (VersionMap map = write()) {
      assertThat(all(map)).isEmpty();
      assertThat(map.count()).isZero();
    }
  }

  @Test
  default void keysComeInTheOrderOfTheirBytesAndVersionsOldestFirst() {
    try (VersionMap map = write()) {
      VersionMapping old = mapping("b", "z", TIME.minusSeconds(9));
      VersionMapping young = mapping("b", "a", TIME);
      VersionMapping emoji = mapping("\ud83d\ude00", "1", TIME);
      VersionMapping privateUse = mapping("\uffee", "1", TIME);
      map.record(List.of(emoji, young, privateUse));
      map.record(List.of(old, mapping("a//b", "1", TIME), mapping("B", "1", TIME)));

      assertThat(all(map))
          .containsExactly(
              mapping("B", "1", TIME), mapping("a//b", "1", TIME), old, young, privateUse, emoji);
      try (MappingCursor cursor = map.open(ObjectKey.of("a//b"), null)) {
        assertThat(cursor.next()).containsExactly(old, young);
      }
      assertThat(map.count()).isEqualTo(6);
    }
  }

  @Test
  default void versionsOfTheSameTimeComeAsTheyWereFirstRecorded() {
    try (VersionMap map = write()) {
      map.record(List.of(mapping("k", "3", TIME), mapping("k", "1", TIME)));
      map.record(List.of(mapping("k", "2", TIME)));
      map.record(List.of(mapping("k", "3", TIME)));

      assertThat(all(map)).extracting(m -> m.source().value()).containsExactly("3", "1", "2");
    }
    try (VersionMap map = write()) {
      map.record(List.of(mapping("k", "0", TIME)));
      assertThat(all(map)).extracting(m -> m.source().value()).containsExactly("3", "1", "2", "0");
    }
  }

  @Test
  default void everyColumnComesBackAsItWas() {
    List<@Nullable ETag> etags = new ArrayList<>();
    Collections.addAll(
        etags,
        null,
        new ETag("0123456789abcdef0123456789abcdef"),
        new ETag("0123456789ABCDEF0123456789ABCDEF"),
        new ETag("0123456789abcdef0123456789abcdef-10000"),
        new ETag("opaque"),
        new ETag(""));
    List<VersionMapping> all = new ArrayList<>();
    for (ETag source : etags) {
      for (ETag destination : etags) {
        for (How how : How.values()) {
          String id = "%03d".formatted(all.size());
          all.add(
              new VersionMapping(
                  ObjectKey.of("k" + id),
                  new VersionId(how == How.ALIGNED ? "null" : id),
                  new VersionId(how == How.COPIED ? "null" : id),
                  all.size() % 5 == 0,
                  TIME.plusMillis(all.size()),
                  source,
                  destination,
                  all.size() % 2 == 0 ? 0 : Long.MAX_VALUE - all.size(),
                  how));
        }
      }
    }
    try (VersionMap map = write()) {
      map.record(all);
      assertThat(all(map)).containsExactlyElementsOf(all);
    }
    assertThat(all(read(SOURCE, DESTINATION))).containsExactlyElementsOf(all);
  }

  @Test
  default void timesBefore1970AndFarAheadAreKeptToTheMillisecond() {
    Instant before = Instant.parse("1969-12-31T23:59:59.999999999Z");
    Instant ahead = Instant.parse("9999-12-31T23:59:59.5Z");
    try (VersionMap map = write()) {
      map.record(List.of(mapping("k", "2", ahead), mapping("k", "1", before)));
      assertThat(all(map))
          .extracting(VersionMapping::sourceModified)
          .containsExactly(Instant.parse("1969-12-31T23:59:59.999Z"), ahead);
    }
  }

  @Test
  default void aVersionThatIsRecordedAgainReplacesWhatWasThere() {
    try (VersionMap map = write()) {
      map.record(List.of(mapping("k", "1", TIME), mapping("k", "2", TIME.plusSeconds(1))));
      VersionMapping again =
          new VersionMapping(
              ObjectKey.of("k"),
              new VersionId("1"),
              new VersionId("other"),
              true,
              TIME.plusSeconds(2),
              null,
              null,
              0,
              How.ALIGNED);
      map.record(List.of(again));

      assertThat(all(map)).containsExactly(mapping("k", "2", TIME.plusSeconds(1)), again);
      assertThat(map.count()).isEqualTo(2);
    }
  }

  /// It stands for an object that is called as the prefix of its place is.
  @Test
  default void theEmptyKeyIsTheFirstOfAll() {
    VersionMapping one = mapping("", "1", TIME);
    try (VersionMap map = write()) {
      map.record(List.of(mapping("a", "1", TIME), one, mapping("", "2", TIME.plusSeconds(1))));

      assertThat(map.count()).isEqualTo(3);
      assertThat(walk(map, ObjectKey.EMPTY, null))
          .extracting(m -> m.key().text() + m.source())
          .containsExactly("1", "2", "a1");
      assertThat(walk(map, ObjectKey.of("a"), null)).isEmpty();
      assertThat(map.of(ObjectKey.EMPTY, 10)).hasSize(2);
      map.forget(ObjectKey.EMPTY, List.of(one.source()));
      assertThat(map.of(ObjectKey.EMPTY, 10)).hasSize(1);
    }
    assertThat(all(read(SOURCE, DESTINATION))).hasSize(2);
  }

  @Test
  default void aSpanBeginsBehindItsFirstKeyAndEndsWithItsLast() {
    try (VersionMap map = write()) {
      for (String key : List.of("a", "aa", "b", "ba", "c")) {
        map.record(List.of(mapping(key, "1", TIME), mapping(key, "2", TIME)));
      }
      assertThat(walk(map, ObjectKey.of("a"), ObjectKey.of("b")))
          .extracting(m -> m.key().text())
          .containsExactly("aa", "aa", "b", "b");
      assertThat(walk(map, ObjectKey.of("b"), null))
          .extracting(m -> m.key().text())
          .containsExactly("ba", "ba", "c", "c");
      assertThat(walk(map, ObjectKey.EMPTY, ObjectKey.of("a"))).hasSize(2);
      assertThat(walk(map, ObjectKey.of("c"), null)).isEmpty();
      assertThat(walk(map, ObjectKey.of("c"), ObjectKey.of("a"))).isEmpty();
    }
  }

  @Test
  default void aCursorAtItsEndStaysThere() {
    try (VersionMap map = write();
        MappingCursor cursor = map.open(ObjectKey.EMPTY, null)) {
      assertThat(cursor.next()).isNull();
      assertThat(cursor.next()).isNull();
    }
  }

  @Test
  default void whatIsForgottenIsGoneAndNothingElse() {
    try (VersionMap map = write()) {
      map.record(
          List.of(mapping("k", "1", TIME), mapping("k", "2", TIME), mapping("l", "1", TIME)));
      map.forget(ObjectKey.of("k"), List.of(new VersionId("1"), new VersionId("absent")));
      map.forget(ObjectKey.of("absent"), List.of(new VersionId("1")));

      assertThat(all(map)).containsExactly(mapping("k", "2", TIME), mapping("l", "1", TIME));
      assertThat(map.count()).isEqualTo(2);
    }
  }

  @Test
  default void whenAllIsForgottenTheMapBeginsAnewAndOthersStay() {
    try (VersionMap other = write(SOURCE, OTHER)) {
      other.record(List.of(mapping("k", "1", TIME)));
    }
    try (VersionMap map = write()) {
      for (int i = 0; i < 3; i++) {
        int round = i;
        List<VersionMapping> many = new ArrayList<>();
        for (int k = 0; k < 5000; k++) {
          many.add(mapping("k" + k, "r" + round, TIME));
        }
        map.record(many);
        assertThat(map.count()).isEqualTo(5000);
        map.forgetAll();
        assertThat(map.count()).isZero();
        assertThat(all(map)).isEmpty();
      }
      map.record(List.of(mapping("new", "1", TIME)));
      assertThat(all(map)).containsExactly(mapping("new", "1", TIME));
    }
    try (VersionMap map = write()) {
      assertThat(map.count()).isEqualTo(1);
    }
    assertThat(all(read(SOURCE, OTHER))).containsExactly(mapping("k", "1", TIME));
  }

  @Test
  default void oneKeyMayHaveMoreVersionsThanAPage() {
    List<VersionMapping> many = new ArrayList<>();
    many.add(mapping("a", "1", TIME));
    for (int i = 0; i < 1700; i++) {
      many.add(mapping("k", "v" + (i * 7919 % 1700), TIME.plusSeconds(i)));
    }
    many.add(mapping("l", "1", TIME));
    try (VersionMap map = write();
        MappingCursor cursor = map.open(ObjectKey.EMPTY, null)) {
      List<VersionMapping> shuffled = new ArrayList<>(many);
      Collections.reverse(shuffled);
      map.record(shuffled);

      assertThat(cursor.next()).hasSize(1);
      assertThat(cursor.next()).containsExactlyElementsOf(many.subList(1, 1701));
      assertThat(cursor.next()).hasSize(1);
      assertThat(cursor.next()).isNull();
    }
  }

  @Test
  default void ofAKeyWithMoreThanThereIsRoomForOneTooManyComeAndThenTheNextKey() {
    try (VersionMap map = write()) {
      List<VersionMapping> many = new ArrayList<>();
      for (int i = 0; i < 1200; i++) {
        many.add(mapping("a", "%04d".formatted(i), TIME.plusSeconds(i)));
      }
      map.record(many);
      map.record(List.of(mapping("b", "1", TIME)));

      try (MappingCursor cursor = map.open(ObjectKey.EMPTY, null)) {
        assertThat(cursor.next(700)).hasSize(701).isSubsetOf(many);
        assertThat(cursor.next(700)).containsExactly(mapping("b", "1", TIME));
        assertThat(cursor.next(700)).isNull();
      }
      assertThat(map.of(ObjectKey.of("a"), 1200)).isEqualTo(many);
      assertThat(map.of(ObjectKey.of("b"), 1200)).containsExactly(mapping("b", "1", TIME));
      assertThat(map.of(ObjectKey.of("c"), 1200)).isEmpty();
      assertThat(map.of(ObjectKey.of("ab"), 1200)).isEmpty();
    }
  }

  @Test
  default void aSecondWriterIsRefusedAndTheNextHasALaterEpoch() {
    long epoch;
    try (VersionMap map = write()) {
      epoch = map.epoch();
      StateException refused = refusalOf(this::write);
      assertThat(refused.reason()).isEqualTo(StateException.Reason.HELD);
      map.record(List.of(mapping("k", "1", TIME)));
      try (VersionMap other = write(SOURCE, OTHER)) {
        other.record(List.of(mapping("k", "1", TIME)));
      }
      assertThat(all(read(SOURCE, DESTINATION))).hasSize(1);
    }
    try (VersionMap map = write()) {
      assertThat(map.epoch()).isGreaterThan(epoch);
    }
  }

  @Test
  default void aWriterThatWasOvertakenWritesNothing() {
    try (VersionMap map = write()) {
      map.record(List.of(mapping("k", "1", TIME)));
      takeOver();

      List<Runnable> changes =
          List.of(
              () -> map.record(List.of(mapping("k", "2", TIME))),
              () -> map.forget(ObjectKey.of("k"), List.of(new VersionId("1"))),
              map::forgetAll);
      for (Runnable change : changes) {
        assertThat(refusalOf(change).reason()).isEqualTo(StateException.Reason.FENCED);
      }
      assertThat(all(read(SOURCE, DESTINATION))).containsExactly(mapping("k", "1", TIME));
    }
  }

  @Test
  default void aClosedMapTakesNothing() {
    VersionMap map = write();
    map.close();
    map.close();
    assertThatThrownBy(() -> map.record(List.of(mapping("k", "1", TIME))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void whatManyThreadsRecordAtOnceIsAllThere()
      throws InterruptedException, ExecutionException {
    int threads = 32;
    int each = 60;
    try (VersionMap map = write();
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        done.add(
            pool.submit(() -> {
              for (int i = 0; i < each; i++) {
                VersionMapping one = mapping("k" + i, "t" + thread, TIME.plusSeconds(thread));
                map.record(List.of(one, mapping("t" + thread, "i" + i, TIME)));
                ObjectKey before = ObjectKey.of("k" + i);
                if (!walk(map, ObjectKey.EMPTY, before).contains(one)) {
                  throw new AssertionError(one + " was recorded and is not there");
                }
                map.forget(ObjectKey.of("t" + thread), List.of(new VersionId("i" + i)));
              }
            }));
      }
      for (Future<?> one : done) {
        one.get();
      }
      assertThat(map.count()).isEqualTo((long) threads * each);
      List<VersionMapping> all = all(map);
      assertThat(all).hasSize(threads * each).isSortedAccordingTo(VersionMapContract::inOrder);
    }
  }

  private static int inOrder(VersionMapping a, VersionMapping b) {
    int keys = a.key().compareTo(b.key());
    return keys != 0 ? keys : a.sourceModified().compareTo(b.sourceModified());
  }
}
