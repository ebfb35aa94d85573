package dev.lockstep.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.Failures;
import dev.lockstep.endpoint.HeldObjects;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectLock.Mode;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.verify.AttributeAudit.Loss;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AttributeAuditTest {
  private static final ObjectAttributes FULL =
      new ObjectAttributes(
          Map.of(ContentHeader.CONTENT_TYPE, "text/plain", ContentHeader.WEBSITE_REDIRECT, "/x"),
          Map.of("a", "1"),
          Map.of("t", "2"),
          new StorageClass("GLACIER"),
          null);

  private final HeldObjects store = new HeldObjects();
  private final AttributeAudit audit = new AttributeAudit(store);

  private static ObjectHead head(ObjectAttributes attributes) {
    return new ObjectHead(
        1, null, Instant.EPOCH, null, attributes.withTags(Map.of()), -1, 0, List.of());
  }

  private List<Loss> losses(String key, ObjectAttributes sent, ObjectAttributes kept) {
    store.hold(key, head(kept), new byte[1], 1, kept.tags());
    return audit.losses(ObjectRef.current(new BucketName("bucket"), ObjectKey.of(key)), sent);
  }

  private List<Attribute> kinds(ObjectAttributes sent, ObjectAttributes kept) {
    return losses("key", sent, kept).stream().map(Loss::attribute).toList();
  }

  @Test
  void findsNothingLostWhereAllIsThere() {
    assertThat(kinds(FULL, FULL)).isEmpty();
    assertThat(kinds(FULL, FULL.withUserMetadata(Map.of("a", "1", "of-the-store", "2")))).isEmpty();
    assertThat(kinds(ObjectAttributes.NONE, ObjectAttributes.NONE)).isEmpty();
  }

  @Test
  void namesEachKindOfLoss() {
    assertThat(kinds(FULL, ObjectAttributes.NONE))
        .containsExactlyInAnyOrder(
            Attribute.HEADERS,
            Attribute.WEBSITE_REDIRECT,
            Attribute.USER_METADATA,
            Attribute.TAGS,
            Attribute.STORAGE_CLASS);
    assertThat(losses("key", FULL, FULL.withUserMetadata(Map.of("a", "2"))))
        .containsExactly(new Loss(Attribute.USER_METADATA, "a was '1' and is '2'"));
    assertThat(kinds(FULL, FULL.withTags(Map.of("t", "2", "u", "3"))))
        .containsExactly(Attribute.TAGS);
  }

  @Test
  void aLockThatLocksLessIsALossAndOneThatLocksMoreIsNone() {
    Instant end = Instant.parse("2031-01-01T00:00:00.500Z");
    ObjectAttributes sent =
        ObjectAttributes.NONE.withLock(ObjectLock.retention(Mode.COMPLIANCE, end));
    ObjectLock kept = ObjectLock.retention(Mode.COMPLIANCE, end.truncatedTo(ChronoUnit.SECONDS));

    assertThat(kinds(sent, ObjectAttributes.NONE)).containsExactly(Attribute.OBJECT_LOCK);
    assertThat(kinds(sent, sent)).isEmpty();
    assertThat(kinds(sent, sent.withLock(kept))).isEmpty();
    assertThat(kinds(sent, sent.withLock(kept.withLegalHold(true)))).isEmpty();
    assertThat(kinds(ObjectAttributes.NONE, sent)).isEmpty();
    assertThat(kinds(sent, sent.withLock(ObjectLock.retention(Mode.GOVERNANCE, end))))
        .containsExactly(Attribute.OBJECT_LOCK);
    assertThat(
            kinds(sent, sent.withLock(ObjectLock.retention(Mode.COMPLIANCE, end.minusSeconds(1)))))
        .containsExactly(Attribute.OBJECT_LOCK);
    assertThat(losses("key", sent.withLock(kept.withLegalHold(true)), sent.withLock(kept)))
        .containsExactly(
            new Loss(
                Attribute.OBJECT_LOCK,
                "object lock was 'COMPLIANCE until 2031-01-01T00:00:00Z and a legal hold' and is"
                    + " 'COMPLIANCE until 2031-01-01T00:00:00Z'"));
  }

  @Test
  void trustsASortOfObjectsAfterThreeOfItHaveArrivedWhole() {
    for (int i = 0; i < 10; i++) {
      assertThat(kinds(FULL, FULL)).isEmpty();
    }
    assertThat(store.heads).hasValue(3);

    // Another sort: the name has a character that some stores change.
    ObjectAttributes odd = FULL.withUserMetadata(Map.of("a_b", "1"));
    assertThat(kinds(odd, FULL)).containsExactly(Attribute.USER_METADATA);
  }

  private static ObjectAttributes described(
      String header, String name, String value, String tag, String tagValue) {
    return new ObjectAttributes(
        Map.of(ContentHeader.CONTENT_TYPE, header),
        Map.of(name, value),
        Map.of(tag, tagValue),
        StorageClass.STANDARD,
        null);
  }

  private static final ObjectAttributes ORDINARY = described("text/plain", "b", "1", "t", "2");

  static List<ObjectAttributes> ordinary() {
    return List.of(
        described("image/png", "m", "2", "u", "3"),
        described("a/b; c=\"d e\"", "az-09", " x~", "~ u", "~"),
        described("x".repeat(256), "z", "x".repeat(256), "t", "x"),
        described("a", "0", " ", " ", " "),
        described("a", "9", "~", "t", "2"));
  }

  @ParameterizedTest
  @MethodSource("ordinary")
  void trustsWhatIsAsOrdinaryAsTheFirst(ObjectAttributes sent) {
    for (int i = 0; i < 3; i++) {
      assertThat(kinds(ORDINARY, ORDINARY)).isEmpty();
    }

    kinds(sent, sent);

    assertThat(store.heads).hasValue(3);
  }

  static List<ObjectAttributes> odd() {
    return List.of(
        ORDINARY.withHeaders(Map.of(ContentHeader.EXPIRES, "0")),
        ORDINARY.withStorageClass(new StorageClass("GLACIER")),
        ORDINARY.withEncryption(Encryption.SSE_S3),
        described("", "b", "1", "t", "2"),
        described("a  b", "b", "1", "t", "2"),
        described("\u00fc", "b", "1", "t", "2"),
        described("\u007f", "b", "1", "t", "2"),
        described("\u001f", "b", "1", "t", "2"),
        described("x".repeat(257), "b", "1", "t", "2"),
        described("a", "B", "1", "t", "2"),
        described("a", "b_", "1", "t", "2"),
        described("a", "`", "1", "t", "2"),
        described("a", "{", "1", "t", "2"),
        described("a", "/", "1", "t", "2"),
        described("a", ":", "1", "t", "2"),
        described("a", "b", "", "t", "2"),
        described("a", "b", "1", "\u00fc", "2"),
        described("a", "b", "1", "t", ""));
  }

  @ParameterizedTest
  @MethodSource("odd")
  void tellsTheLossOfWhatIsOdderThanAllThatHasArrivedSoFar(ObjectAttributes sent) {
    for (int i = 0; i < 3; i++) {
      assertThat(kinds(ORDINARY, ORDINARY)).isEmpty();
    }

    assertThat(kinds(sent, ObjectAttributes.NONE)).isNotEmpty();
  }

  @Test
  void tellsTheFirstLossOfWhatNoneHadBefore() {
    for (int i = 0; i < 3; i++) {
      assertThat(kinds(ObjectAttributes.NONE, ObjectAttributes.NONE)).isEmpty();
    }

    assertThat(kinds(ObjectAttributes.NONE.withHeaders(ORDINARY.headers()), ObjectAttributes.NONE))
        .containsExactly(Attribute.HEADERS);
    assertThat(
            kinds(
                ObjectAttributes.NONE.withUserMetadata(ORDINARY.userMetadata()),
                ObjectAttributes.NONE))
        .containsExactly(Attribute.USER_METADATA);
    assertThat(kinds(ObjectAttributes.NONE.withTags(ORDINARY.tags()), ObjectAttributes.NONE))
        .containsExactly(Attribute.TAGS);
  }

  @Test
  void looksAgainAtAFolderMarkerAfterOtherObjects() {
    for (int i = 0; i < 3; i++) {
      assertThat(kinds(ORDINARY, ORDINARY)).isEmpty();
    }

    assertThat(losses("folder/", ORDINARY, ObjectAttributes.NONE)).isNotEmpty();
  }

  @Test
  void saysWhereARedirectIsLostThatItIsTheRedirect() {
    ObjectAttributes redirect =
        ObjectAttributes.NONE.withHeaders(Map.of(ContentHeader.WEBSITE_REDIRECT, "/x"));

    assertThat(kinds(redirect, ObjectAttributes.NONE)).containsExactly(Attribute.WEBSITE_REDIRECT);
    assertThat(kinds(ORDINARY, ORDINARY.withHeaders(Map.of()))).containsExactly(Attribute.HEADERS);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # sent,  key, kept,    key,         lost
          ,        ,    AES256,  ,            false
          AES256,  ,    AES256,  ,            false
          AES256,  ,    ,        ,            true
          AES256,  ,    aws:kms, k,           true
          aws:kms, ,    aws:kms, k,           false
          aws:kms, k,   aws:kms, arn:x:key/k, false
          aws:kms, k,   aws:kms, arn:x:key/l, true
          aws:kms, k,   aws:kms, ,            true
          """)
  void tellsAnEncryptionThatIsNotTheOneAskedFor(
      @Nullable String sent,
      @Nullable String key,
      @Nullable String kept,
      @Nullable String keptKey,
      boolean lost) {
    assertThat(kinds(encrypted(sent, key), encrypted(kept, keptKey)))
        .isEqualTo(lost ? List.of(Attribute.ENCRYPTION) : List.of());
  }

  private static ObjectAttributes encrypted(@Nullable String algorithm, @Nullable String key) {
    return ObjectAttributes.NONE.withEncryption(
        algorithm == null ? null : new Encryption(algorithm, key, false));
  }

  @Test
  void saysWhichEncryptionIsThereInstead() {
    ObjectAttributes sent = encrypted("AES256", null);

    assertThat(losses("key", sent, ObjectAttributes.NONE))
        .singleElement()
        .satisfies(loss -> assertThat(loss.detail()).endsWith("and is not there"));
    assertThat(losses("key", sent, encrypted("aws:kms", "k")))
        .singleElement()
        .satisfies(loss -> assertThat(loss.detail()).contains("AES256", "aws:kms"));
  }

  /// Holds what was sent, but fails to tell the tags.
  private static List<Loss> tagsFailingWith(StoreException failure) {
    HeldObjects silent =
        new HeldObjects() {
          @Override
          public Map<String, String> fetchTags(ObjectRef object) {
            throw failure;
          }
        };
    silent.hold("key", head(ORDINARY), new byte[1], 1, Map.of());
    ObjectRef object = ObjectRef.current(new BucketName("bucket"), ObjectKey.of("key"));
    return new AttributeAudit(silent).losses(object, ORDINARY);
  }

  @Test
  void takesTagsForLostWhereTheStoreHasNoneAndForUnknownWhereItFails() {
    assertThat(tagsFailingWith(Failures.refused()))
        .containsExactly(new Loss(Attribute.TAGS, "the tag set was '{t=2}' and is not there"));
    assertThatThrownBy(() -> tagsFailingWith(Failures.denied())).isInstanceOf(StoreException.class);
  }

  @Test
  void asksForChecksumsWhereOneIsToArriveAndNamesTheOneThatHasNot() {
    Checksum sent = new Checksum(Checksum.Algorithm.CRC32C, Checksum.Type.FULL_OBJECT, "AAAAAA==");
    Checksum other = new Checksum(Checksum.Algorithm.SHA256, Checksum.Type.COMPOSITE, "x-2");
    HeldObjects asked =
        new HeldObjects() {
          @Override
          public ObjectHead headObject(ObjectRef object, ReadOptions options) {
            ObjectHead head = super.headObject(object, options);
            return options.checksums() ? head : head.withChecksums(List.of());
          }
        };
    ObjectHead kept = head(ObjectAttributes.NONE).withChecksums(List.of(sent));
    asked.hold("key", kept, new byte[1], 1, Map.of());
    AttributeAudit audited = new AttributeAudit(asked);
    ObjectRef object = ObjectRef.current(new BucketName("bucket"), ObjectKey.of("key"));

    assertThat(audited.losses(object, ObjectAttributes.NONE, List.of(other, sent), false))
        .isEmpty();
    assertThat(audited.losses(object, ObjectAttributes.NONE, List.of(other), true))
        .containsExactly(
            new Loss(Attribute.CHECKSUM, "the checksum SHA256 was not kept: it is not there"));
  }

  @Test
  void looksAtEveryFurtherObjectOfASortThatLost() {
    for (int i = 0; i < 10; i++) {
      assertThat(kinds(FULL, ObjectAttributes.NONE)).isNotEmpty();
    }
  }

  @Test
  void tellsADroppedChecksumOfEveryObjectAndReadsBackTheFirstAlone() {
    Checksum sent = new Checksum(Checksum.Algorithm.CRC32C, Checksum.Type.FULL_OBJECT, "AAAAAA==");
    ObjectRef object = ObjectRef.current(new BucketName("bucket"), ObjectKey.of("key"));
    store.hold("key", head(FULL), new byte[1], 1, FULL.tags());

    for (int i = 0; i < 10; i++) {
      assertThat(audit.losses(object, FULL, List.of(sent), false))
          .extracting(Loss::attribute)
          .containsExactly(Attribute.CHECKSUM);
    }

    assertThat(store.heads).hasValue(3);
    store.hold("key", head(FULL).withChecksums(List.of(sent)), new byte[1], 1, FULL.tags());
    assertThat(audit.losses(object, FULL, List.of(sent), true)).isEmpty();
  }

  @Test
  void trustsNobodyBeforeTheFirstLooksHaveEnded() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(8);
    HeldObjects slow =
        new HeldObjects() {
          @Override
          public ObjectHead headObject(ObjectRef object, ReadOptions options) {
            begun.countDown();
            try {
              begun.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            return head(ObjectAttributes.NONE);
          }
        };
    AttributeAudit slowAudit = new AttributeAudit(slow);
    ObjectAttributes sent = ObjectAttributes.NONE.withUserMetadata(Map.of("a", "1"));
    AtomicInteger told = new AtomicInteger();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        ObjectRef object = ObjectRef.current(new BucketName("bucket"), ObjectKey.of("key" + i));
        threads.execute(() -> {
          told.addAndGet(slowAudit.losses(object, sent).size());
          begun.countDown();
        });
      }
    }

    assertThat(told).hasValue(8);
  }
}
