package dev.lockstep.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.compare.Difference.Reason;
import dev.lockstep.endpoint.HeldObjects;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.listing.BucketScope;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ETag;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestedEvidenceTest {
  private static final String MD5_OF_HELLO = "5d41402abc4b2a76b9719d911017c592";
  private static final String ONE = "11111111111111111111111111111111";
  private static final String OTHER = "22222222222222222222222222222222";
  private static final ObjectAttributes KMS =
      ObjectAttributes.NONE.withEncryption(new Encryption("aws:kms", "key", false));

  private final HeldObjects left = new HeldObjects();
  private final HeldObjects right = new HeldObjects();

  private Optional<Reason> decide(CompareBy by) {
    BucketName bucket = new BucketName("bucket");
    return new RequestedEvidence(
            new BucketScope(left, bucket, ObjectKey.EMPTY),
            new BucketScope(right, bucket, ObjectKey.EMPTY))
        .decide(
            ObjectRef.current(bucket, ObjectKey.of("key")),
            ObjectRef.current(bucket, ObjectKey.of("key")),
            by);
  }

  private void hold(HeldObjects store, String text, ObjectHead head) {
    store.hold("key", head, text.getBytes(UTF_8), 2, Map.of());
  }

  private static ObjectHead head(
      @Nullable String etag, ObjectAttributes attributes, int parts, Checksum... checksums) {
    return new ObjectHead(
        5, ETag.ofNullable(etag), Instant.EPOCH, null, attributes, -1, parts, List.of(checksums));
  }

  private static ObjectHead sized(long size, @Nullable String etag) {
    return new ObjectHead(
        size, ETag.ofNullable(etag), Instant.EPOCH, null, ObjectAttributes.NONE, -1, 0, List.of());
  }

  private static ObjectHead head(@Nullable String etag, Checksum... checksums) {
    return head(etag, ObjectAttributes.NONE, 0, checksums);
  }

  private static Checksum crc(String value) {
    return new Checksum(Checksum.Algorithm.CRC32C, Checksum.Type.FULL_OBJECT, value);
  }

  private static Checksum composite(String value) {
    return new Checksum(Checksum.Algorithm.SHA256, Checksum.Type.COMPOSITE, value);
  }

  @Test
  void takesUnequalDigestsOfBytesForUnequalBytes() {
    hold(left, "hello", head(ONE));
    hold(right, "hello", head(OTHER));

    assertThat(decide(CompareBy.CONTENT)).contains(Reason.ETAG);
    assertThat(left.reads.get() + right.reads.get()).isZero();
  }

  @Test
  void takesUnequalTagsForNothingWhereAStoreEncryptsWithKeysOfItsOwn() {
    hold(left, "hello", head(ONE, KMS, 0));
    hold(right, "hello", head(MD5_OF_HELLO));
    assertThat(decide(CompareBy.CONTENT)).isEmpty();

    hold(left, "hellO", head(ONE, KMS, 0));
    assertThat(decide(CompareBy.CONTENT)).contains(Reason.BYTES);

    hold(right, "hellO", head(OTHER, KMS, 0));
    assertThat(decide(CompareBy.CONTENT)).isEmpty();
  }

  @Test
  void readsNothingWhereChecksumsOfAllBytesDecide() {
    hold(left, "hello", head(ONE + "-2", crc("AAAAAA==")));
    hold(right, "hello", head(OTHER, crc("AAAAAA==")));
    assertThat(decide(CompareBy.CONTENT)).isEmpty();

    hold(right, "hello", head(OTHER, crc("BBBBBB==")));
    assertThat(decide(CompareBy.CONTENT)).contains(Reason.CHECKSUM);
    assertThat(left.reads.get() + right.reads.get()).isZero();
  }

  @Test
  void takesUnequalChecksumsOfPartsForNothing() {
    hold(left, "hello", head(ONE + "-2", composite("x-2")));
    hold(right, "hello", head(OTHER + "-3", composite("y-3")));

    assertThat(decide(CompareBy.CONTENT)).isEmpty();
    assertThat(left.reads).hasValue(1);
  }

  @Test
  void asksTheChecksumFirstWhenToldTo() {
    hold(left, "hello", head(ONE, crc("AAAAAA==")));
    hold(right, "hello", head(OTHER, crc("AAAAAA==")));
    assertThat(decide(CompareBy.CHECKSUM)).isEmpty();

    hold(right, "hello", head(OTHER));
    assertThat(decide(CompareBy.CHECKSUM)).contains(Reason.ETAG);
  }

  @Test
  void readsTheSideThatHasNoDigestWhereTheOtherHasOne() {
    hold(left, "hello", head(MD5_OF_HELLO));
    hold(right, "hello", head(ONE + "-2"));
    assertThat(decide(CompareBy.CONTENT)).isEmpty();
    assertThat(left.reads).hasValue(0);

    hold(right, "help!", head(ONE + "-2"));
    assertThat(decide(CompareBy.CONTENT)).contains(Reason.BYTES);
  }

  @Test
  void readsBothSidesWhereTagsAreOpaqueOrMissingEvenIfTheyAreEqual() {
    hold(left, "hello", head("v1"));
    hold(right, "hello", head("v1"));
    assertThat(decide(CompareBy.CONTENT)).isEmpty();
    assertThat(left.reads).hasValue(1);

    hold(right, "help!", head("v1"));
    assertThat(decide(CompareBy.CONTENT)).contains(Reason.BYTES);
    hold(left, "hello", head(null));
    assertThat(decide(CompareBy.CONTENT)).contains(Reason.BYTES);
  }

  /// A listing may be older than what a HEAD finds.
  @Test
  void takesTwoSizesForTwoObjectsEvenIfTheirTagsAreEqual() {
    hold(left, "hello", sized(5, ONE));
    hold(right, "hello!", sized(6, ONE));

    assertThat(decide(CompareBy.CONTENT)).contains(Reason.SIZE);
  }

  @Test
  void findsWhatDiffersBehindTheFirstBuffersFull() {
    byte[] bytes = new byte[600_000];
    byte[] others = bytes.clone();
    others[others.length - 1] = 1;
    left.hold("key", sized(bytes.length, null), bytes, 2, Map.of());
    right.hold("key", sized(bytes.length, null), bytes, 2, Map.of());
    assertThat(decide(CompareBy.CONTENT)).isEmpty();

    right.hold("key", sized(bytes.length, null), others, 2, Map.of());
    assertThat(decide(CompareBy.CONTENT)).contains(Reason.BYTES);
  }

  /// An object may be replaced between its HEAD and its bytes.
  @Test
  void takesBytesThatAreTheBeginningOfTheOthersForUnequal() {
    byte[] bytes = new byte[512 << 10];
    byte[] longer = new byte[bytes.length + 1];
    left.hold("key", sized(bytes.length, null), bytes, 2, Map.of());
    right.hold("key", sized(bytes.length, null), longer, 2, Map.of());
    assertThat(decide(CompareBy.CONTENT)).contains(Reason.BYTES);

    left.hold("key", sized(bytes.length, null), longer, 2, Map.of());
    right.hold("key", sized(bytes.length, null), bytes, 2, Map.of());
    assertThat(decide(CompareBy.CONTENT)).contains(Reason.BYTES);
  }

  @Test
  void setsTheDigestOfAllBytesAgainstATagHoweverManyBuffersTheyFill() {
    byte[] zeros = new byte[600_000];
    byte[] others = zeros.clone();
    others[others.length - 1] = 1;
    ObjectHead digested = sized(zeros.length, "d70a839b87633a3e431d5df5c4a027d7");
    left.hold("key", digested, zeros, 2, Map.of());
    right.hold("key", sized(zeros.length, ONE + "-2"), zeros, 2, Map.of());
    assertThat(decide(CompareBy.CONTENT)).isEmpty();

    right.hold("key", sized(zeros.length, ONE + "-2"), others, 2, Map.of());
    assertThat(decide(CompareBy.CONTENT)).contains(Reason.BYTES);
  }

  @Test
  void takesUnequalTagsOfEqualCutsForUnequalBytes() {
    hold(left, "hello", head(ONE + "-2", ObjectAttributes.NONE, 2));
    hold(right, "jello", head(OTHER + "-2", ObjectAttributes.NONE, 2));

    assertThat(decide(CompareBy.CONTENT)).contains(Reason.ETAG);
    assertThat(left.reads.get() + right.reads.get()).isZero();
  }

  @Test
  void doesNotTakeThreePartsForCutAlikeBecauseTheFirstIs() {
    hold(left, "hello", head(ONE + "-3", ObjectAttributes.NONE, 3));
    hold(right, "hello", head(OTHER + "-3", ObjectAttributes.NONE, 3));

    assertThat(decide(CompareBy.CONTENT)).isEmpty();
  }

  @Test
  void believesEqualChecksumsOfAllBytesBeforeUnequalTagsOfParts() {
    hold(left, "hello", head(ONE + "-2", ObjectAttributes.NONE, 2, crc("AAAAAA==")));
    hold(right, "hello", head(OTHER + "-2", ObjectAttributes.NONE, 2, crc("AAAAAA==")));

    assertThat(decide(CompareBy.CONTENT)).isEmpty();
  }

  @Test
  void readsBytesWhereAStoreDoesNotTellHowPartsWereCut() {
    hold(left, "hello", head(ONE + "-2"));
    hold(right, "hello", head(OTHER + "-2"));

    assertThat(decide(CompareBy.CONTENT)).isEmpty();
    assertThat(left.reads).hasValue(1);
  }

  @Test
  void comparesHeadersMetadataAndTagsWhenToldTo() {
    ObjectAttributes plain = ObjectAttributes.NONE.withUserMetadata(Map.of("a", "1"));
    hold(left, "hello", head(ONE, plain, 0));
    hold(right, "hello", head(ONE, plain, 0));
    assertThat(decide(CompareBy.METADATA)).isEmpty();

    hold(right, "hello", head(ONE, plain.withUserMetadata(Map.of()), 0));
    assertThat(decide(CompareBy.METADATA)).contains(Reason.USER_METADATA);
    hold(right, "hello", head(ONE, plain.withHeaders(Map.of(ContentHeader.EXPIRES, "0")), 0));
    assertThat(decide(CompareBy.METADATA)).contains(Reason.HEADERS);
    right.hold("key", head(ONE, plain, 0), "hello".getBytes(UTF_8), 2, Map.of("t", "1"));
    assertThat(decide(CompareBy.METADATA)).contains(Reason.TAGS);
    hold(right, "hello", head(OTHER, plain, 0));
    assertThat(decide(CompareBy.METADATA)).contains(Reason.ETAG);
  }

  @Test
  void failsWhereAnObjectIsGone() {
    hold(left, "hello", head(ONE));

    assertThatThrownBy(() -> decide(CompareBy.CONTENT)).isInstanceOf(StoreException.class);
  }
}
