package dev.lockstep.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.Failures;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.endpoint.UploadsPage.Entry;
import dev.lockstep.endpoint.UploadsPage.Marker;
import dev.lockstep.listing.KeysOnlyStore;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LostTrialsTest {
  private static final BucketName BUCKET = new BucketName("bucket");

  /// Holds versions of objects, of which the newest is deleted first.
  private static class Versioned extends KeysOnlyStore {
    final Map<ObjectKey, Integer> versions = new TreeMap<>();
    final List<MultipartUpload> uploads = new ArrayList<>();

    Versioned(String... keys) {
      super(1000);
      with(keys);
      objects.keySet().forEach(key -> versions.put(key, 1));
    }

    @Override
    public ObjectHead headObject(ObjectRef object, ReadOptions options) {
      if (!objects.containsKey(object.key())) {
        throw Failures.missing();
      }
      return new ObjectHead(0, null, Instant.EPOCH, null, ObjectAttributes.NONE, -1, 0, List.of());
    }

    @Override
    public List<DeleteFailure> deleteObjects(BucketName bucket, List<ObjectRef> deleted) {
      for (ObjectRef object : deleted) {
        if (versions.merge(object.key(), -1, Integer::sum) == 0) {
          objects.remove(object.key());
        }
      }
      return List.of();
    }

    @Override
    public UploadsPage listUploads(BucketName bucket, ObjectKey prefix, Marker after) {
      // As stores that heed no prefix do.
      return new UploadsPage(
          uploads.stream().map(upload -> new Entry(upload, Instant.EPOCH)).toList(), null);
    }

    @Override
    public void abortUpload(MultipartUpload upload) {
      uploads.remove(upload);
    }

    List<String> left() {
      return objects.keySet().stream().map(ObjectKey::text).toList();
    }
  }

  private static List<String> remove(KeysOnlyStore store, String prefix) {
    return new LostTrials(store, BUCKET, ObjectKey.of(prefix)).remove("trial-1");
  }

  @Test
  void removesWhatBeginsWithTheNameBehindThePrefixAndNothingElse() {
    Versioned store =
        new Versioned("p/trial-1", "p/trial-1-0/x//y", "p/trial-2", "trial-1", "/trial-1");

    assertThat(remove(store, "p/")).isEmpty();

    assertThat(store.left()).containsExactly("/trial-1", "p/trial-2", "trial-1");
  }

  @Test
  void looksBesideAPrefixWhereKeysMayBeginWithASlash() {
    for (String prefix : List.of("", "/", "/p/")) {
      Versioned store = new Versioned(prefix + "trial-1-0", "/trial-1-1", "trial-1-2", "b");

      assertThat(remove(store, prefix)).isEmpty();

      assertThat(store.left()).as("prefix %s", prefix).containsExactly("b");
    }
  }

  @Test
  void removesAllVersionsUpToEightAndSaysWhatStays() {
    Versioned store = new Versioned("p/trial-1-0", "p/trial-1-1");
    store.versions.put(ObjectKey.of("p/trial-1-0"), 8);
    store.versions.put(ObjectKey.of("p/trial-1-1"), 9);

    assertThat(remove(store, "p/"))
        .containsExactly(
            "fake:bucket/p/trial-1-1: a trial object that could not be removed: it is still listed");

    assertThat(store.left()).containsExactly("p/trial-1-1");
  }

  @Test
  void passesOverWhatSomebodyElseHasRemovedMeanwhile() {
    Versioned store =
        new Versioned("p/trial-1-0") {
          @Override
          public ObjectHead headObject(ObjectRef object, ReadOptions options) {
            objects.clear();
            return super.headObject(object, options);
          }
        };

    assertThat(remove(store, "p/")).isEmpty();
  }

  @Test
  void failsWhereTheStoreCannotBeAsked() {
    Versioned closed =
        new Versioned("p/trial-1-0") {
          @Override
          public ObjectHead headObject(ObjectRef object, ReadOptions options) {
            throw Failures.denied();
          }
        };

    assertThatThrownBy(() -> remove(closed, "p/")).isInstanceOf(StoreException.class);
  }

  private static MultipartUpload upload(String key) {
    return new MultipartUpload(ObjectRef.current(BUCKET, ObjectKey.of(key)), "id of " + key);
  }

  @Test
  void abortsTheTrialUploadsAndNoOthers() {
    Versioned store = new Versioned();
    MultipartUpload others = upload("p/others");
    store.uploads.addAll(List.of(upload("p/trial-1-0/parts"), others, upload("p/trial-1-1/x")));

    assertThat(remove(store, "p/")).isEmpty();

    assertThat(store.uploads).containsExactly(others);
  }

  @Test
  void saysWhichUploadCouldNotBeAborted() {
    Versioned store =
        new Versioned() {
          @Override
          public void abortUpload(MultipartUpload upload) {
            throw Failures.denied();
          }
        };
    store.uploads.add(upload("p/trial-1-0/parts"));

    assertThat(remove(store, "p/"))
        .singleElement()
        .asString()
        .startsWith("fake:bucket/p/trial-1-0/parts: an upload");
  }

  @Test
  void aStoreThatListsNoUploadsHasNone() {
    for (StoreException why : List.of(Failures.unsupported(), Failures.denied())) {
      Versioned store =
          new Versioned() {
            @Override
            public UploadsPage listUploads(BucketName bucket, ObjectKey prefix, Marker after) {
              throw why;
            }
          };

      assertThat(remove(store, "p/")).isEmpty();
    }
  }
}
