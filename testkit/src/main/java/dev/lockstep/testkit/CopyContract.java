package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.StorageClass;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Copies within the store.
public interface CopyContract extends StoreUnderTest {
  ObjectAttributes DESCRIBED =
      new ObjectAttributes(
          Map.of(ContentHeader.CONTENT_TYPE, "text/x-a", ContentHeader.CACHE_CONTROL, "max-age=1"),
          Map.of("colour", "blue"),
          Map.of("team", "red"),
          StorageClass.STANDARD,
          null);
  CopyOptions PLAIN_COPY =
      new CopyOptions(null, null, StorageClass.STANDARD, null, WriteOptions.PLAIN);

  @Test
  default void aCopyHasTheBytesAndTheEtag() {
    put("a", "hello");
    WriteReceipt receipt = store().copyObject(ref("a"), ref("b"), PLAIN_COPY);

    assertThat(text("b")).isEqualTo("hello");
    assertThat(receipt.etag()).isEqualTo(etag("a"));
  }

  @Test
  default void aCopyKeepsHeadersAndMetadata() {
    put("a", "hello", DESCRIBED);
    store().copyObject(ref("a"), ref("b"), PLAIN_COPY);

    assertThat(head("b").attributes().headers()).containsAllEntriesOf(DESCRIBED.headers());
    assertThat(head("b").attributes().userMetadata()).isEqualTo(DESCRIBED.userMetadata());
  }

  @Test
  default void aCopyKeepsTags() {
    put("a", "hello", DESCRIBED);
    store().copyObject(ref("a"), ref("b"), PLAIN_COPY);

    assertThat(store().fetchTags(ref("b"))).isEqualTo(DESCRIBED.tags());
  }

  @Test
  default void aCopyThatReplacesSetsHeadersAndMetadata() {
    put("a", "hello", DESCRIBED);
    ObjectAttributes other =
        ObjectAttributes.NONE
            .withHeaders(Map.of(ContentHeader.CONTENT_TYPE, "text/x-b"))
            .withUserMetadata(Map.of("shape", "round"));
    copyReplacing("a", "b", other);

    assertThat(head("b").attributes().header(ContentHeader.CONTENT_TYPE)).isEqualTo("text/x-b");
    assertThat(head("b").attributes().header(ContentHeader.CACHE_CONTROL)).isNull();
    assertThat(head("b").attributes().userMetadata()).isEqualTo(other.userMetadata());
  }

  @Test
  default void aCopyThatReplacesSetsTags() {
    put("a", "hello", DESCRIBED);
    copyReplacing("a", "b", ObjectAttributes.NONE.withTags(Map.of("new", "tag")));

    assertThat(store().fetchTags(ref("b"))).containsOnly(Map.entry("new", "tag"));
  }

  @Test
  default void aCopyThatReplacesCanRemoveTags() {
    put("a", "hello", DESCRIBED);
    copyReplacing("a", "b", ObjectAttributes.NONE);

    assertThat(store().fetchTags(ref("b"))).isEmpty();
  }

  @Test
  default void anObjectCopiedOntoItselfTakesNewMetadata() {
    put("a", "hello", DESCRIBED);
    copyReplacing("a", "a", ObjectAttributes.NONE.withUserMetadata(Map.of("shape", "round")));

    assertThat(head("a").attributes().userMetadata()).containsOnly(Map.entry("shape", "round"));
    assertThat(text("a")).isEqualTo("hello");
  }

  @Test
  default void aCopyOfAMissingObjectIsMissing() {
    assertThat(
            StoreUnderTest.failureOf(() -> store().copyObject(ref("absent"), ref("b"), PLAIN_COPY)))
        .isInstanceOf(StoreFailure.Missing.class);
  }

  @Test
  default void aCopyOfAnotherSourceThanExpectedSaysThatItChanged() {
    put("a", "hello");
    CopyOptions expecting =
        new CopyOptions(
            ConditionContract.OTHER, null, StorageClass.STANDARD, null, WriteOptions.PLAIN);

    assertThat(StoreUnderTest.failureOf(() -> store().copyObject(ref("a"), ref("b"), expecting)))
        .isInstanceOf(StoreFailure.Changed.class);
    assertThat(keys()).containsExactly("a");
  }

  @Test
  default void aCopyIfAbsentLeavesWhatIsThere() {
    put("a", "new");
    put("b", "old");

    assertThat(StoreUnderTest.failureOf(() -> copyIf("a", "b", ConditionContract.IF_ABSENT)))
        .isInstanceOf(StoreFailure.Changed.class);
    assertThat(text("b")).isEqualTo("old");
  }

  @Test
  default void aCopyIfMatchLeavesAnotherTarget() {
    put("a", "new");
    put("b", "old");
    WriteOptions other = new WriteOptions(ConditionContract.OTHER, false, null);

    assertThat(StoreUnderTest.failureOf(() -> copyIf("a", "b", other)))
        .isInstanceOf(StoreFailure.Changed.class);
    assertThat(text("b")).isEqualTo("old");
  }

  @Test
  default void awkwardKeysAreCopiedBothWays() {
    put("sp ace+plus%2F?#é/漢", "hello");
    store().copyObject(ref("sp ace+plus%2F?#é/漢"), ref("b ä+%"), PLAIN_COPY);
    store().copyObject(ref("b ä+%"), ref("c"), PLAIN_COPY);

    assertThat(text("c")).isEqualTo("hello");
  }

  private void copyReplacing(String from, String to, ObjectAttributes attributes) {
    store()
        .copyObject(
            ref(from),
            ref(to),
            new CopyOptions(null, attributes, StorageClass.STANDARD, null, WriteOptions.PLAIN));
  }

  private void copyIf(String from, String to, WriteOptions options) {
    store()
        .copyObject(
            ref(from), ref(to), new CopyOptions(null, null, StorageClass.STANDARD, null, options));
  }
}
