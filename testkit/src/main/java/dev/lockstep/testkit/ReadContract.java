package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.object.ObjectHead;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Objects read, whole and in part.
public interface ReadContract extends StoreUnderTest {
  @Test
  default void headTellsSizeAndTimeWithoutVersion() {
    put("a", "hello");

    ObjectHead head = head("a");
    assertThat(head.size()).isEqualTo(5);
    assertThat(head.lastModified()).isNotNull();
    assertThat(head.version()).isNull();
    assertThat(head.partsCount()).isZero();
  }

  @Test
  default void headOfAMissingObjectIsMissing() {
    assertThat(StoreUnderTest.failureOf(() -> head("absent")))
        .isInstanceOf(StoreFailure.Missing.class);
  }

  @Test
  default void readingAMissingObjectIsMissing() {
    assertThat(StoreUnderTest.failureOf(() -> text("absent")))
        .isInstanceOf(StoreFailure.Missing.class);
  }

  @Test
  default void aFetchedObjectTellsItsHeadBeforeItsBody() {
    put("a", "hello");

    try (FetchedObject fetched = store().fetchObject(ref("a"), ReadOptions.PLAIN)) {
      assertThat(fetched.head().size()).isEqualTo(5);
      assertThat(fetched.head().etag()).isEqualTo(etag("a"));
      assertThat(fetched.offset()).isZero();
      assertThat(fetched.length()).isEqualTo(5);
      assertThat(StoreUnderTest.readFully(fetched)).asString().isEqualTo("hello");
    }
  }

  @Test
  default void aFetchedObjectMayBeClosedUnread() {
    put("a", "hello");
    store().fetchObject(ref("a"), ReadOptions.PLAIN).close();

    assertThat(text("a")).isEqualTo("hello");
  }

  @Test
  default void aRangeGivesItsBytesAlone() {
    put("a", "0123456789");

    assertThat(range(new ByteRange(3, 6))).isEqualTo("3456");
  }

  @Test
  default void aRangeTellsTheSizeOfTheWhole() {
    put("a", "0123456789");

    ReadOptions options = ReadOptions.PLAIN.range(new ByteRange(3, 6));
    try (FetchedObject fetched = store().fetchObject(ref("a"), options)) {
      assertThat(fetched.head().size()).isEqualTo(10);
      assertThat(fetched.offset()).isEqualTo(3);
      assertThat(fetched.length()).isEqualTo(4);
    }
  }

  @Test
  default void aRangeBeyondTheEndIsCutThere() {
    put("a", "0123456789");

    assertThat(range(new ByteRange(8, 20))).isEqualTo("89");
  }

  @Test
  default void aRangeBehindTheEndIsRefused() {
    put("a", "0123456789");

    assertThat(StoreUnderTest.failureOf(() -> range(new ByteRange(10, 12))))
        .isInstanceOf(StoreFailure.Refused.class);
  }

  /// The bytes of a range of the object `a`.
  private String range(ByteRange range) {
    byte[] bytes = fetch(ref("a"), ReadOptions.PLAIN.range(range));
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
