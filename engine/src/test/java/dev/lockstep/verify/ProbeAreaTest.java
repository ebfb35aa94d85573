package dev.lockstep.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.Failures;
import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.endpoint.ListingRequest;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.UploadsPage.Entry;
import dev.lockstep.endpoint.UploadsPage.Marker;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.listing.KeysOnlyStore;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ProbeAreaTest {
  private static final BucketName BUCKET = new BucketName("bucket");
  private static final ETag ETAG = new ETag("0123456789abcdef0123456789abcdef");

  /// Writes, and does what it is told about deletions.
  private static class Store extends KeysOnlyStore {
    int listings;
    int deletions;
    Predicate<ObjectRef> deletes = object -> true;

    Store() {
      super(1000);
    }

    @Override
    public WriteReceipt putObject(
        ObjectRef target, ObjectAttributes attributes, ObjectBody body, WriteOptions options) {
      with(target.key().text());
      return new WriteReceipt(ETAG, null, null, List.of());
    }

    @Override
    public ListingPage listObjects(BucketName bucket, ListingRequest request) {
      listings++;
      return super.listObjects(bucket, request);
    }

    @Override
    public ObjectHead headObject(ObjectRef object, ReadOptions options) {
      return new ObjectHead(0, ETAG, Instant.EPOCH, null, ObjectAttributes.NONE, -1, 0, List.of());
    }

    @Override
    public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> objects) {
      deletions++;
      List<DeleteFailure> refused = new ArrayList<>();
      for (ObjectRef object : objects) {
        if (deletes.test(object)) {
          this.objects.remove(object.key());
        } else {
          refused.add(new DeleteFailure(object, Failures.denied().failure()));
        }
      }
      return refused;
    }
  }

  private final Store store = new Store();
  private final ProbeArea area = new ProbeArea(store, BUCKET, ObjectKey.of("p/trial"));

  private static ProbeArea refusing(StoreException why, Store store) {
    Store refusing =
        new Store() {
          @Override
          public WriteReceipt putObject(
              ObjectRef target,
              ObjectAttributes attributes,
              ObjectBody body,
              WriteOptions options) {
            throw why;
          }

          @Override
          public ListingPage listObjects(BucketName bucket, ListingRequest request) {
            return store.listObjects(bucket, request);
          }
        };
    return new ProbeArea(refusing, BUCKET, ObjectKey.of("p/trial"));
  }

  @Test
  void removesWhatItHasWritten() {
    area.put("/a");
    area.put("/b");

    assertThat(area.clear()).isEmpty();

    assertThat(store.objects).isEmpty();
  }

  @Test
  void asksNothingWhereNothingCanHaveBeenWritten() {
    for (StoreException why : List.of(Failures.refused(), Failures.denied())) {
      ProbeArea refused = refusing(why, store);
      assertThatThrownBy(() -> refused.put("/a")).isSameAs(why);

      assertThat(refused.clear()).isEmpty();
    }

    assertThat(store.listings).isZero();
  }

  @Test
  void looksForWhatMayHaveBeenWrittenAllTheSame() {
    ProbeArea cutOff = refusing(Failures.throttled(), store);
    assertThatThrownBy(() -> cutOff.put("/a")).isInstanceOf(StoreException.class);

    assertThat(cutOff.clear()).isEmpty();

    assertThat(store.listings).isPositive();
  }

  @Test
  void saysWhatCouldNotBeRemoved() {
    area.put("/a");
    store.deletes = object -> false;

    assertThat(area.clear())
        .containsExactly(
            "fake:bucket/p/trial/a: a trial object that could not be removed: it is still listed");
  }

  @Test
  void saysWhatIsRefusedThoughItIsNotListed() {
    area.put("/a");
    store.objects.clear();
    store.deletes = object -> false;

    assertThat(area.clear())
        .singleElement()
        .asString()
        .startsWith("fake:bucket/p/trial/a: a trial object that could not be removed: ");
  }

  @Test
  void saysNothingOfWhatWentAtTheSecondAttempt() {
    area.put("/a");
    store.deletes = object -> store.deletions > 1;

    assertThat(area.clear()).isEmpty();
  }

  @Test
  void abortsTheUploadsOfAllPagesAndPassesOverThoseThatAreGone() {
    List<MultipartUpload> uploads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      uploads.add(
          new MultipartUpload(ObjectRef.current(BUCKET, ObjectKey.of("p/trial/" + i)), "id" + i));
    }
    List<MultipartUpload> aborted = new ArrayList<>();
    Store paged =
        new Store() {
          @Override
          public UploadsPage listUploads(BucketName bucket, ObjectKey prefix, Marker after) {
            int next = after.equals(Marker.START) ? 0 : after.key().text().charAt(8) - '0' + 1;
            MultipartUpload one = uploads.get(next);
            Marker more = next < 2 ? new Marker(one.target().key(), one.uploadId()) : null;
            return new UploadsPage(List.of(new Entry(one, Instant.EPOCH)), more);
          }

          @Override
          public void abortUpload(MultipartUpload upload) {
            aborted.add(upload);
            throw Failures.missing();
          }
        };

    ProbeArea all = new ProbeArea(paged, BUCKET, ObjectKey.of("p/trial"));
    assertThat(all.abortListed()).isEmpty();

    assertThat(aborted).containsExactlyElementsOf(uploads);
  }
}
