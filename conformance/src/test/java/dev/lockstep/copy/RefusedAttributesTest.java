package dev.lockstep.copy;

import static dev.lockstep.conformance.TwoBuckets.DST;
import static dev.lockstep.conformance.TwoBuckets.SRC;
import static dev.lockstep.conformance.TwoBuckets.detail;
import static dev.lockstep.conformance.TwoBuckets.failure;
import static dev.lockstep.conformance.TwoBuckets.in;
import static dev.lockstep.testkit.StoreUnderTest.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.conformance.RelayedStore;
import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.copy.CopyOutcome.Copied;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.telemetry.Progress;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Destinations that refuse some of what belongs to an object.
class RefusedAttributesTest {
  private static final StorageClass RARE = new StorageClass("STANDARD_IA");
  private static final ObjectAttributes ALL =
      new ObjectAttributes(
          Map.of(ContentHeader.CONTENT_TYPE, "text/plain", ContentHeader.WEBSITE_REDIRECT, "/else"),
          Map.of("a", "1"),
          Map.of("t", "1"),
          RARE,
          null);

  private final TwoBuckets stores = new TwoBuckets();
  private final AtomicInteger writes = new AtomicInteger();

  private ObjectStore refusing(Set<Attribute> refused) {
    return new RelayedStore(stores.destination) {
      @Override
      public WriteReceipt putObject(
          ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
        writes.incrementAndGet();
        boolean hit =
            refused.contains(Attribute.STORAGE_CLASS) && attributes.storageClass().equals(RARE)
                || refused.contains(Attribute.WEBSITE_REDIRECT)
                    && attributes.header(ContentHeader.WEBSITE_REDIRECT) != null
                || refused.contains(Attribute.TAGS) && !attributes.tags().isEmpty();
        if (hit) {
          throw failure(new StoreFailure.Unsupported(detail("NotHere")));
        }
        return super.putObject(target, attributes, body, options);
      }
    };
  }

  private ObjectCopier copier(Fidelity fidelity, Attribute... refused) {
    Set<Attribute> set = EnumSet.noneOf(Attribute.class);
    set.addAll(Set.of(refused));
    ObjectStore destination = refusing(set);
    return new ObjectCopier(
        stores.source,
        destination,
        new CopySettings(fidelity, null, null, 10_000),
        TwoBuckets.atOnce(),
        2,
        2,
        new OpenUploads(destination, UploadLog.NONE, InstantSource.system(), List.of()),
        new Progress(),
        new SourceLocks(stores.source),
        () -> TwoBuckets.NOW,
        () -> false);
  }

  private Copied copy(ObjectCopier copier) {
    ObjectHead head = stores.source.headObject(in(SRC, "key"), ReadOptions.PLAIN);
    CopyRequest request =
        new CopyRequest(
            in(SRC, "key"),
            in(DST, "copy"),
            head.size(),
            head.etag(),
            head.attributes().storageClass());
    CopyOutcome outcome = copier.copy(request);
    assertThat(outcome).isInstanceOf(Copied.class);
    return (Copied) outcome;
  }

  private ObjectAttributes there() {
    return stores.destination.headObject(in(DST, "copy"), ReadOptions.PLAIN).attributes();
  }

  @Test
  void leavesOutTheOneThatIsRefusedAndKeepsTheOthers() {
    stores.put("key", pattern(100, 1), ALL);

    Copied copied = copy(copier(Fidelity.STANDARD, Attribute.WEBSITE_REDIRECT));

    assertThat(copied.notes()).containsExactly("written without website redirect: NotHere");
    assertThat(there().storageClass()).isEqualTo(RARE);
    assertThat(there().userMetadata()).isEqualTo(ALL.userMetadata());
    assertThat(there().header(ContentHeader.WEBSITE_REDIRECT)).isNull();
  }

  @Test
  void namesAllThatAreRefused() {
    stores.put("key", pattern(100, 1), ALL);

    Copied copied =
        copy(copier(Fidelity.STANDARD, Attribute.WEBSITE_REDIRECT, Attribute.STORAGE_CLASS));

    assertThat(copied.notes())
        .containsExactly("written without storage class STANDARD_IA and website redirect: NotHere");
    assertThat(there().storageClass()).isEqualTo(StorageClass.STANDARD);
  }

  @Test
  void leavesOutWhatNeedNotArriveThoughByDefaultItMust() {
    stores.put("key", pattern(100, 1), ALL);
    Fidelity tagsMayGo = Fidelity.STANDARD.with(Attribute.TAGS, Fidelity.Level.BEST_EFFORT);

    Copied copied = copy(copier(tagsMayGo, Attribute.TAGS));

    assertThat(copied.notes()).containsExactly("written without tags: NotHere");
    assertThat(there().storageClass()).isEqualTo(RARE);
    assertThat(there().header(ContentHeader.WEBSITE_REDIRECT)).isEqualTo("/else");
    assertThatThrownBy(() -> copy(copier(Fidelity.STANDARD, Attribute.TAGS)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("NotHere");
  }

  @Test
  void triesOnlyOnceWhatItHasLearnt() {
    stores.put("key", pattern(100, 1), ALL);
    ObjectCopier copier = copier(Fidelity.STANDARD, Attribute.WEBSITE_REDIRECT);
    copy(copier);
    writes.set(0);

    Copied second = copy(copier);

    assertThat(second.notes()).containsExactly("written without website redirect: NotHere");
    assertThat(writes).hasValue(2);
  }

  @Test
  void doesNotEvenSendAClassThatWasRefusedAlone() {
    stores.put("key", pattern(100, 1), ALL);
    ObjectCopier copier = copier(Fidelity.STANDARD, Attribute.STORAGE_CLASS);
    copy(copier);
    writes.set(0);

    assertThat(copy(copier).notes()).hasSize(1);
    assertThat(writes).hasValue(1);
  }
}
