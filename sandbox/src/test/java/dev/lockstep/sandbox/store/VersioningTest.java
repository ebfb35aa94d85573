package dev.lockstep.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import dev.lockstep.sandbox.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Histories of keys while versioning is off, on and suspended.
class VersioningTest {
  private static final BucketName BUCKET = new BucketName("versions");

  private final SandboxStore store = new SandboxStore(InstantSource.system());
  private final InMemoryObjectStore port = new InMemoryObjectStore("memory", store);

  @BeforeEach
  void makeTheBucket() {
    port.createBucket(BUCKET);
  }

  @Test
  void withoutVersioningNothingHasAVersion() {
    put("a", "1");

    assertThat(port.headObject(ref(null), ReadOptions.PLAIN).version()).isNull();
  }

  @Test
  void whileItIsOnEachWriteIsKept() {
    version(Versioning.ENABLED);
    VersionId one = put("a", "1");
    VersionId two = put("a", "2");

    assertThat(size(one)).isEqualTo(1);
    assertThat(ids()).containsExactly(two, one);
  }

  @Test
  void whatWasThereBeforeBecomesTheNullVersion() {
    put("a", "before");
    version(Versioning.ENABLED);
    VersionId after = put("a", "x");

    assertThat(ids()).containsExactly(after, VersionId.NULL);
    assertThat(size(VersionId.NULL)).isEqualTo(6);
  }

  @Test
  void whileItIsSuspendedOneNullVersionIsReplaced() {
    version(Versioning.ENABLED);
    VersionId kept = put("a", "1");
    version(Versioning.SUSPENDED);
    put("a", "22");
    put("a", "333");

    assertThat(ids()).containsExactly(VersionId.NULL, kept);
    assertThat(size(VersionId.NULL)).isEqualTo(3);
  }

  @Test
  void aDeleteHidesTheObjectAndRemovingTheMarkBringsItBack() {
    version(Versioning.ENABLED);
    put("a", "1");
    port.deleteObjects(BUCKET, List.of(ref(null)));
    assertThat(failure(null)).isInstanceOf(StoreFailure.Missing.class);

    VersionId marker = ids().getFirst();
    assertThat(failure(marker)).isInstanceOf(StoreFailure.Missing.class);
    port.deleteObjects(BUCKET, List.of(ref(marker)));
    assertThat(size(null)).isEqualTo(1);
  }

  @Test
  void deletingTheNewestVersionMakesTheOneBeforeCurrent() {
    version(Versioning.ENABLED);
    put("a", "1");
    VersionId newest = put("a", "22");
    port.deleteObjects(BUCKET, List.of(ref(newest)));

    assertThat(size(null)).isEqualTo(1);
  }

  @Test
  void pagesOfEverySizeTogetherAreAllVersionsNewestFirst() {
    version(Versioning.ENABLED);
    for (String key : List.of("a", "b", "c")) {
      for (int i = 0; i < 4; i++) {
        put(key, "x");
      }
    }
    port.deleteObjects(BUCKET, List.of(ObjectRef.current(BUCKET, ObjectKey.of("b"))));
    List<VersionListing.Row> all = page(1000, ObjectKey.EMPTY, null).rows();
    assertThat(all).hasSize(13);

    for (int size = 1; size < 14; size++) {
      List<VersionListing.Row> rows = new ArrayList<>();
      VersionListing page = page(size, ObjectKey.EMPTY, null);
      rows.addAll(page.rows());
      while (page.next() != null) {
        page = page(size, page.next().key(), page.next().version());
        rows.addAll(page.rows());
      }
      assertThat(rows).as("pages of %d", size).isEqualTo(all);
    }
  }

  private VersionListing page(int size, ObjectKey after, @Nullable VersionId id) {
    return VersionListing.of(
        store.bucket(BUCKET), new ListingQuery(ObjectKey.EMPTY, ObjectKey.EMPTY, after, size), id);
  }

  private void version(Versioning versioning) {
    store.setVersioning(Account.LOCKSTEP, BUCKET, versioning);
  }

  private VersionId put(String key, String text) {
    ObjectBody body = ObjectBody.of(text.getBytes(StandardCharsets.UTF_8));
    ObjectRef target = ObjectRef.current(BUCKET, ObjectKey.of(key));
    VersionId made =
        port.putObject(target, ObjectAttributes.NONE, body, WriteOptions.PLAIN).version();
    return made == null ? VersionId.NULL : made;
  }

  private List<VersionId> ids() {
    History history = Objects.requireNonNull(store.bucket(BUCKET).history(ObjectKey.of("a")));
    return history.versions().stream().map(Version::id).toList();
  }

  private static ObjectRef ref(@Nullable VersionId version) {
    return new ObjectRef(BUCKET, ObjectKey.of("a"), version);
  }

  private long size(@Nullable VersionId version) {
    return port.headObject(ref(version), ReadOptions.PLAIN).size();
  }

  private StoreFailure failure(@Nullable VersionId version) {
    try {
      size(version);
    } catch (StoreException e) {
      return e.failure();
    }
    throw new AssertionError("The call succeeded");
  }
}
