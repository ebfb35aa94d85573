package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.FetchedObject;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.StorageClass;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Objects written part by part.
public interface MultipartContract extends StoreUnderTest {
  @Test
  default void partsBecomeOneObjectInTheOrderOfTheirNumbers() {
    byte[] first = part(1);
    byte[] last = StoreUnderTest.bytes("the end");
    MultipartUpload upload = begin("a");
    UploadedPart two = send(upload, 2, last);
    UploadedPart one = send(upload, 1, first);
    complete(upload, one, two);

    assertThat(fetch(ref("a"), ReadOptions.PLAIN)).isEqualTo(joined(first, last));
  }

  @Test
  default void theEtagIsTheMd5OfTheMd5sAndTheNumberOfParts() {
    MultipartUpload upload = begin("a");
    UploadedPart only = send(upload, 1, StoreUnderTest.bytes("hello"));
    WriteReceipt receipt = complete(upload, only);

    assertThat(only.etag()).isEqualTo(new ETag("5d41402abc4b2a76b9719d911017c592"));
    ETag expected = new ETag("62109206880d38a4010a98e11243924a-1");
    assertThat(receipt.etag()).isEqualTo(expected);
    assertThat(head("a").etag()).isEqualTo(expected);
    assertThat(firstPage().entry(0).etag()).isEqualTo(expected);
  }

  @Test
  default void attributesOfTheCreationAreKept() {
    ObjectAttributes attributes =
        new ObjectAttributes(
            Map.of(ContentHeader.CACHE_CONTROL, "max-age=1"),
            Map.of("colour", "blue"),
            Map.of(),
            StorageClass.STANDARD,
            null);
    MultipartUpload upload = store().createUpload(ref("a"), attributes, null);
    complete(upload, send(upload, 1, StoreUnderTest.bytes("x")));

    ObjectAttributes kept = head("a").attributes();
    assertThat(kept.headers()).containsAllEntriesOf(attributes.headers());
    assertThat(kept.userMetadata()).isEqualTo(attributes.userMetadata());
  }

  @Test
  default void tagsOfTheCreationAreKept() {
    MultipartUpload upload =
        store().createUpload(ref("a"), ObjectAttributes.NONE.withTags(Map.of("big", "yes")), null);
    complete(upload, send(upload, 1, StoreUnderTest.bytes("x")));

    assertThat(store().fetchTags(ref("a"))).containsOnly(Map.entry("big", "yes"));
  }

  @Test
  default void aPartCanBeReadByItsNumber() {
    twoParts("a");

    ReadOptions second = ReadOptions.PLAIN.partNumber(2);
    try (FetchedObject fetched = store().fetchObject(ref("a"), second)) {
      assertThat(fetched.offset()).isEqualTo(store().limits().smallestPart());
      assertThat(fetched.length()).isEqualTo(3);
      assertThat(fetched.head().partsCount()).isEqualTo(2);
      assertThat(StoreUnderTest.readFully(fetched)).asString().isEqualTo("end");
    }
  }

  @Test
  default void headOfAPartTellsTheNumberOfPartsAndTheSizeOfTheWhole() {
    twoParts("a");

    ObjectHead head = store().headObject(ref("a"), ReadOptions.PLAIN.partNumber(1));
    assertThat(head.partsCount()).isEqualTo(2);
    assertThat(head.size()).isEqualTo(store().limits().smallestPart() + 3);
  }

  @Test
  default void aRangeMayReachOverTheEdgeOfAPart() {
    byte[] first = twoParts("a");

    ReadOptions options =
        ReadOptions.PLAIN.range(ByteRange.of(store().limits().smallestPart() - 2, 4));
    byte[] expected = joined(Arrays.copyOfRange(first, first.length - 2, first.length), "en");
    assertThat(fetch(ref("a"), options)).isEqualTo(expected);
  }

  @Test
  default void aPartSentAgainReplacesTheOneBefore() {
    MultipartUpload upload = begin("a");
    send(upload, 1, StoreUnderTest.bytes("before"));
    complete(upload, send(upload, 1, StoreUnderTest.bytes("after")));

    assertThat(text("a")).isEqualTo("after");
  }

  @Test
  default void numbersMayHaveGapsAndSizesMayDiffer() {
    byte[] first = StoreUnderTest.pattern(part(1).length + 12345, 3);
    MultipartUpload upload = begin("a");
    UploadedPart two = send(upload, 2, first);
    UploadedPart seven = send(upload, 7, part(7));
    UploadedPart last = send(upload, 100, StoreUnderTest.bytes("z"));
    complete(upload, two, seven, last);

    assertThat(fetch(ref("a"), ReadOptions.PLAIN))
        .isEqualTo(joined(joined(first, part(7)), StoreUnderTest.bytes("z")));
  }

  @Test
  default void anObjectAppearsOnlyWhenItIsComplete() {
    MultipartUpload upload = begin("a");
    UploadedPart only = send(upload, 1, StoreUnderTest.bytes("x"));
    assertThat(keys()).isEmpty();
    complete(upload, only);
    assertThat(keys()).containsExactly("a");
  }

  @Test
  default void aPartThatIsNotThereIsRefused() {
    MultipartUpload upload = begin("a");
    UploadedPart one = send(upload, 1, part(1));
    UploadedPart unknown = new UploadedPart(2, ConditionContract.OTHER);

    assertThat(StoreUnderTest.failureOf(() -> complete(upload, one, unknown)))
        .isInstanceOf(StoreFailure.Refused.class);
    store().abortUpload(upload);
  }

  @Test
  default void partsOutOfOrderAreRefused() {
    MultipartUpload upload = begin("a");
    UploadedPart one = send(upload, 1, part(1));
    UploadedPart two = send(upload, 2, part(2));

    assertThat(StoreUnderTest.failureOf(() -> complete(upload, two, one)))
        .isInstanceOf(StoreFailure.Refused.class);
    store().abortUpload(upload);
  }

  @Test
  default void aPartThatIsTooSmallIsRefusedUnlessItIsTheLast() {
    MultipartUpload upload = begin("a");
    UploadedPart one = send(upload, 1, StoreUnderTest.bytes("small"));
    UploadedPart two = send(upload, 2, StoreUnderTest.bytes("end"));

    assertThat(StoreUnderTest.failureOf(() -> complete(upload, one, two)))
        .isInstanceOf(StoreFailure.Refused.class);
    store().abortUpload(upload);
  }

  @Test
  default void completingAgainAnswersTheSame() {
    MultipartUpload upload = begin("a");
    UploadedPart only = send(upload, 1, StoreUnderTest.bytes("x"));
    WriteReceipt first = complete(upload, only);

    assertThat(complete(upload, only).etag()).isEqualTo(first.etag());
  }

  @Test
  default void completingIfAbsentLeavesWhatIsThere() {
    put("a", "old");
    MultipartUpload upload = begin("a");
    UploadedPart only = send(upload, 1, StoreUnderTest.bytes("new"));

    assertThat(
            StoreUnderTest.failureOf(
                () -> store().completeUpload(upload, List.of(only), ConditionContract.IF_ABSENT)))
        .isInstanceOf(StoreFailure.Changed.class);
    assertThat(text("a")).isEqualTo("old");
  }

  @Test
  default void completingIfMatchLeavesAnotherObject() {
    put("a", "old");
    MultipartUpload upload = begin("a");
    UploadedPart only = send(upload, 1, StoreUnderTest.bytes("new"));
    WriteOptions options = new WriteOptions(ConditionContract.OTHER, false, null);

    assertThat(
            StoreUnderTest.failureOf(() -> store().completeUpload(upload, List.of(only), options)))
        .isInstanceOf(StoreFailure.Changed.class);
    assertThat(text("a")).isEqualTo("old");
  }

  @Test
  default void anAbortedUploadTakesNoMoreParts() {
    MultipartUpload upload = begin("a");
    store().abortUpload(upload);

    assertThat(StoreUnderTest.failureOf(() -> send(upload, 1, StoreUnderTest.bytes("x"))))
        .isInstanceOf(StoreFailure.Missing.class);
    assertThat(keys()).isEmpty();
  }

  @Test
  default void abortingTwiceSucceeds() {
    MultipartUpload upload = begin("a");
    store().abortUpload(upload);
    store().abortUpload(upload);

    assertThat(keys()).isEmpty();
  }

  @Test
  default void partsAreCopiedFromRangesOfAnObject() {
    byte[] source = StoreUnderTest.pattern(2 * part(1).length, 5);
    put("source", source, ObjectAttributes.NONE, WriteOptions.PLAIN);
    MultipartUpload upload = begin("a");
    int half = source.length / 2;
    UploadedPart one = copy(upload, 1, etag("source"), ByteRange.of(0, half));
    UploadedPart two = copy(upload, 2, etag("source"), ByteRange.of(half, half));
    complete(upload, one, two);

    assertThat(fetch(ref("a"), ReadOptions.PLAIN)).isEqualTo(source);
  }

  @Test
  default void aPartCopiedFromAnotherSourceThanExpectedSaysThatItChanged() {
    put("source", part(1), ObjectAttributes.NONE, WriteOptions.PLAIN);
    MultipartUpload upload = begin("a");

    assertThat(
            StoreUnderTest.failureOf(
                () -> copy(upload, 1, ConditionContract.OTHER, ByteRange.of(0, 10))))
        .isInstanceOf(StoreFailure.Changed.class);
    store().abortUpload(upload);
  }

  default MultipartUpload begin(String key) {
    return store().createUpload(ref(key), ObjectAttributes.NONE, null);
  }

  default UploadedPart send(MultipartUpload upload, int number, byte[] body) {
    return store().uploadPart(upload, number, ObjectBody.of(body), PartChecksum.NONE);
  }

  default WriteReceipt complete(MultipartUpload upload, UploadedPart... parts) {
    return store().completeUpload(upload, List.of(parts), WriteOptions.PLAIN);
  }

  private UploadedPart copy(MultipartUpload upload, int number, ETag sourceIs, ByteRange range) {
    return store().copyPart(upload, number, ref("source"), sourceIs, range);
  }

  /// A part of the smallest size that one may have.
  private byte[] part(int seed) {
    return StoreUnderTest.pattern(Math.toIntExact(store().limits().smallestPart()), seed);
  }

  /// Writes an object of a smallest part and `end`.
  ///
  /// @return the first part
  private byte[] twoParts(String key) {
    byte[] first = part(1);
    MultipartUpload upload = begin(key);
    UploadedPart one = send(upload, 1, first);
    UploadedPart two = send(upload, 2, StoreUnderTest.bytes("end"));
    complete(upload, one, two);
    return first;
  }

  private static byte[] joined(byte[] first, String second) {
    return joined(first, StoreUnderTest.bytes(second));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }
}
