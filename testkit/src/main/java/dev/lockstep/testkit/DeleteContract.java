package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.object.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Objects deleted.
public interface DeleteContract extends StoreUnderTest {
  @Test
  default void aDeletedObjectIsGone() {
    put("a", "x");

    assertThat(store().deleteObjects(bucket(), List.of(ref("a")))).isEmpty();
    assertThat(StoreUnderTest.failureOf(() -> head("a"))).isInstanceOf(StoreFailure.Missing.class);
    assertThat(keys()).isEmpty();
  }

  @Test
  default void othersStayWhenOneIsDeleted() {
    put("a", "x");
    put("a/b", "y");
    store().deleteObjects(bucket(), List.of(ref("a")));

    assertThat(keys()).containsExactly("a/b");
  }

  @Test
  default void deletingWhatIsNotThereSucceeds() {
    assertThat(store().deleteObjects(bucket(), List.of(ref("absent")))).isEmpty();
  }

  @Test
  default void deletingNothingDoesNothing() {
    put("a", "x");

    assertThat(store().deleteObjects(bucket(), List.of())).isEmpty();
    assertThat(keys()).containsExactly("a");
  }

  @Test
  default void severalGoAtOnceAlsoWhereSomeAreMissing() {
    put("a", "x");
    put("b", "y");
    put("c", "z");

    assertThat(store().deleteObjects(bucket(), List.of(ref("a"), ref("absent"), ref("c"))))
        .isEmpty();
    assertThat(keys()).containsExactly("b");
  }

  @Test
  default void keysThatXmlHasToEscapeAreDeletedInABatch() {
    List<String> awkward = List.of("a&b<c>\"'", "sp ace", "per%20cent", "ünï/漢字/😀", "plus+");
    awkward.forEach(key -> put(key, "x"));

    assertThat(store().deleteObjects(bucket(), awkward.stream().map(this::ref).toList())).isEmpty();
    assertThat(keys()).isEmpty();
  }

  @Test
  default void keysWithControlCharactersAreDeletedOneByOne() {
    List<String> awkward = List.of("tab\tx", "nl\nx", "cr\rx", "ctl\u0001x");
    awkward.forEach(key -> put(key, "x"));

    awkward.forEach(
        key -> assertThat(store().deleteObjects(bucket(), List.of(ref(key)))).isEmpty());
    assertThat(keys()).isEmpty();
  }

  @Test
  default void aThousandGoAtOnce() {
    List<ObjectRef> objects = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      objects.add(ref("k" + i));
    }
    put("k0", "x");
    put("k999", "x");

    assertThat(store().deleteObjects(bucket(), objects)).isEmpty();
    assertThat(keys()).isEmpty();
  }
}
