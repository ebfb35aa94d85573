package dev.lockstep.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.HeldObjects;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.verify.AttributeAudit.Loss;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
  void trustsASortOfObjectsAfterThreeOfItHaveArrivedWhole() {
    for (int i = 0; i < 10; i++) {
      assertThat(kinds(FULL, FULL)).isEmpty();
    }
    assertThat(store.heads).hasValue(3);

    // Another sort: the name has a character that some stores change.
    ObjectAttributes odd = FULL.withUserMetadata(Map.of("a_b", "1"));
    assertThat(kinds(odd, FULL)).containsExactly(Attribute.USER_METADATA);
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
