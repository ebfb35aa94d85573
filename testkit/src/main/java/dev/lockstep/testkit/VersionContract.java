package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.ByteRange;
import dev.lockstep.endpoint.CopyOptions;
import dev.lockstep.endpoint.DeleteReceipt;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectBody;
import dev.lockstep.endpoint.PartChecksum;
import dev.lockstep.endpoint.ReadOptions;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.Versioning;
import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.endpoint.VersionsRequest.Marker;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.endpoint.WriteReceipt;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.object.VersionId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Versions and delete markers: made, listed in order, read, copied and removed one by one.
public interface VersionContract extends StoreUnderTest {
  @Test
  default void aNewBucketKeepsNoVersions() {
    assertThat(store().fetchVersioning(bucket())).isEqualTo(Versioning.OFF);
  }

  @Test
  default void aBucketKeepsVersionsOnceItIsTold() {
    store().enableVersioning(bucket());

    assertThat(store().fetchVersioning(bucket())).isEqualTo(Versioning.ENABLED);
  }

  @Test
  default void anObjectOfABucketWithoutVersionsIsListedAsTheNullVersion() {
    put("a", "one");

    assertThat(versions("")).containsExactly("a null latest 3");
  }

  @Test
  default void eachWriteMakesAVersionThatCanBeReadByItsId() {
    store().enableVersioning(bucket());
    VersionId first = version(put("a", "one"));
    VersionId second = version(put("a", "second"));

    assertThat(first).isNotEqualTo(second);
    assertThat(text(of("a", first))).isEqualTo("one");
    assertThat(text(of("a", second))).isEqualTo("second");
    assertThat(text("a")).isEqualTo("second");
  }

  @Test
  default void versionsAreListedByKeyAndTheNewestFirst() {
    store().enableVersioning(bucket());
    VersionId b = version(put("b", "b"));
    VersionId first = version(put("a", "one"));
    VersionId second = version(put("a", "second"));

    assertThat(versions(""))
        .containsExactly("a " + second + " latest 6", "a " + first + " 3", "b " + b + " latest 1");
  }

  @Test
  default void aVersionIsListedWithItsSizeItsTagAndItsTime() {
    store().enableVersioning(bucket());
    WriteReceipt receipt = put("a", "one");

    EntryPage page = page(VersionsRequest.of(ObjectKey.EMPTY, Marker.BEGINNING)).entries();
    assertThat(page.count()).isEqualTo(1);
    assertThat(page.entry(0).etag()).isEqualTo(receipt.etag());
    assertThat(page.entry(0).version()).isEqualTo(receipt.version());
    assertThat(page.entry(0).storageClass()).isEqualTo(StorageClass.STANDARD);
    assertThat(page.entry(0).lastModified().getEpochSecond())
        .isEqualTo(head("a").lastModified().getEpochSecond());
  }

  @Test
  default void aDeletionMakesAMarkerAndTellsItsId() {
    store().enableVersioning(bucket());
    VersionId version = version(put("a", "one"));
    DeleteReceipt receipt = store().deleteObject(ref("a"));

    assertThat(receipt.version()).isNotNull();
    assertThat(receipt.marker()).isTrue();
    assertThat(versions(""))
        .containsExactly("a " + receipt.version() + " latest marker", "a " + version + " 3");
    assertThat(keys()).isEmpty();
    assertThat(StoreUnderTest.failureOf(() -> head("a"))).isInstanceOf(StoreFailure.Missing.class);
  }

  @Test
  default void markersAreListedAmongTheVersionsThatTheyHide() {
    store().enableVersioning(bucket());
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      expected.addFirst("a " + version(put("a", "v" + i)) + " 2");
      expected.addFirst("a " + store().deleteObject(ref("a")).version() + " marker");
    }
    expected.set(0, expected.getFirst().replace(" marker", " latest marker"));

    assertThat(versions("")).containsExactlyElementsOf(expected);
  }

  @Test
  default void aMarkerMayBeTheOnlyVersion() {
    store().enableVersioning(bucket());
    DeleteReceipt receipt = store().deleteObject(ref("never written"));

    assertThat(versions(""))
        .containsExactly("never written " + receipt.version() + " latest marker");
  }

  @Test
  default void whatAMarkerHidIsThereAgainWhenTheMarkerIsRemoved() {
    store().enableVersioning(bucket());
    VersionId version = version(put("a", "one"));
    VersionId marker = told(store().deleteObject(ref("a")).version());
    store().deleteObject(of("a", marker));

    assertThat(versions("")).containsExactly("a " + version + " latest 3");
    assertThat(text("a")).isEqualTo("one");
  }

  @Test
  default void theVersionBeforeIsCurrentAgainWhenTheNewestIsRemoved() {
    store().enableVersioning(bucket());
    VersionId first = version(put("a", "one"));
    VersionId second = version(put("a", "second"));

    assertThat(store().deleteObjects(bucket(), List.of(of("a", second)))).isEmpty();
    assertThat(versions("")).containsExactly("a " + first + " latest 3");
    assertThat(text("a")).isEqualTo("one");
  }

  @Test
  default void aVersionThatIsNotThereIsMissing() {
    store().enableVersioning(bucket());
    VersionId gone = version(put("a", "one"));
    put("a", "second");
    store().deleteObject(of("a", gone));

    assertThat(StoreUnderTest.failureOf(() -> store().headObject(of("a", gone), ReadOptions.PLAIN)))
        .isInstanceOf(StoreFailure.Missing.class);
  }

  @Test
  default void keysThatAreThePrefixOfAnotherKeepTheirVersionsApart() {
    store().enableVersioning(bucket());
    VersionId shorter = version(put("a", "one"));
    VersionId longer = version(put("ab", "second"));

    assertThat(versions("a"))
        .containsExactly("a " + shorter + " latest 3", "ab " + longer + " latest 6");
    assertThat(versions("ab")).containsExactly("ab " + longer + " latest 6");
  }

  @Test
  default void aListingGoesOnBehindAllVersionsOfAKey() {
    store().enableVersioning(bucket());
    put("a", "one");
    put("a", "second");
    VersionId b = version(put("b", "b"));

    VersionsRequest behind = VersionsRequest.of(ObjectKey.EMPTY, Marker.behind(ObjectKey.of("a")));
    assertThat(rows(page(behind).entries())).containsExactly("b " + b + " latest 1");
  }

  @Test
  default void aListingOfVersionsCanBePagedWithinAKey() {
    store().enableVersioning(bucket());
    List<String> expected = new ArrayList<>();
    for (String key : List.of("c", "b", "a")) {
      for (int i = 0; i < 4; i++) {
        expected.addFirst(key + " " + version(put(key, "v" + i)) + (i == 3 ? " latest 2" : " 2"));
      }
    }

    List<String> paged = new ArrayList<>();
    Marker next = Marker.BEGINNING;
    for (int pages = 0; next != null && pages < 20; pages++) {
      VersionsPage page = page(new VersionsRequest(ObjectKey.EMPTY, next, 3));
      paged.addAll(rows(page.entries()));
      next = page.next();
    }
    assertThat(paged).containsExactlyElementsOf(expected);
  }

  @Test
  default void awkwardKeysAreListedWithTheirVersions() {
    store().enableVersioning(bucket());
    for (String key : List.of("a&b<c>\"'", "sp ace+plus", "per%20cent", "ünï/漢字/😀", "nl\nx")) {
      VersionId version = version(put(key, "x"));

      assertThat(versions(key)).containsExactly(key + " " + version + " latest 1");
    }
  }

  @Test
  default void anOldVersionIsCopiedByItsId() {
    store().enableVersioning(bucket());
    WriteReceipt first = put("a", "one");
    put("a", "second");
    CopyOptions plain =
        new CopyOptions(first.etag(), null, StorageClass.STANDARD, null, WriteOptions.PLAIN);

    WriteReceipt copy = store().copyObject(of("a", version(first)), ref("b"), plain);
    assertThat(text("b")).isEqualTo("one");
    assertThat(versions("b")).containsExactly("b " + version(copy) + " latest 3");
  }

  @Test
  default void anObjectInPartsIsAVersion() {
    store().enableVersioning(bucket());
    VersionId first = version(put("a", "one"));
    MultipartUpload upload = store().createUpload(ref("a"), ObjectAttributes.NONE, null);
    ObjectBody body = ObjectBody.of(StoreUnderTest.bytes("second"));
    UploadedPart part = store().uploadPart(upload, 1, body, new PartChecksum.None());
    VersionId second = version(store().completeUpload(upload, List.of(part), WriteOptions.PLAIN));

    assertThat(versions("")).containsExactly("a " + second + " latest 6", "a " + first + " 3");
  }

  @Test
  default void aPartOfAnOldVersionIsRead() {
    store().enableVersioning(bucket());
    VersionId first = version(put("a", "one, and more"));
    put("a", "second");

    ReadOptions some = ReadOptions.PLAIN.range(new ByteRange(0, 2));
    assertThat(new String(fetch(of("a", first), some), StandardCharsets.UTF_8)).isEqualTo("one");
  }

  @Test
  default void anOldVersionIsReadOnlyWithItsOwnTag() {
    store().enableVersioning(bucket());
    WriteReceipt first = put("a", "one");
    ETag other = put("a", "second").etag();

    StoreFailure failure =
        StoreUnderTest.failureOf(() ->
            store().fetchObject(of("a", version(first)), ReadOptions.PLAIN.ifMatch(other)).close());
    assertThat(failure).isInstanceOf(StoreFailure.Changed.class);
  }

  @Test
  default void eachVersionHasTagsOfItsOwn() {
    store().enableVersioning(bucket());
    VersionId first = version(put("a", "one", ObjectAttributes.NONE.withTags(Map.of("k", "1"))));
    VersionId second = version(put("a", "two", ObjectAttributes.NONE.withTags(Map.of("k", "2"))));

    assertThat(store().fetchTags(of("a", first))).containsExactly(Map.entry("k", "1"));
    assertThat(store().fetchTags(of("a", second))).containsExactly(Map.entry("k", "2"));
  }

  /// A version of an object.
  default ObjectRef of(String key, VersionId version) {
    return new ObjectRef(bucket(), ObjectKey.of(key), version);
  }

  private String text(ObjectRef object) {
    return new String(fetch(object, ReadOptions.PLAIN), StandardCharsets.UTF_8);
  }

  private static VersionId version(WriteReceipt receipt) {
    return told(receipt.version());
  }

  private static VersionId told(@Nullable VersionId id) {
    if (id == null) {
      throw new AssertionError("The store told no version id");
    }
    return id;
  }

  private VersionsPage page(VersionsRequest request) {
    return store().listVersions(bucket(), request);
  }

  /// Every version under a prefix, page by page: key, id, whether it is the latest, and its size or
  /// that it is a marker.
  default List<String> versions(String prefix) {
    List<String> rows = new ArrayList<>();
    Marker next = Marker.BEGINNING;
    while (next != null) {
      VersionsPage page = page(VersionsRequest.of(ObjectKey.of(prefix), next));
      rows.addAll(rows(page.entries()));
      next = page.next();
    }
    return rows;
  }

  private static List<String> rows(EntryPage page) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < page.count(); row++) {
      rows.add(
          page.key(row).text()
              + " "
              + page.versionId(row)
              + (page.isLatest(row) ? " latest" : "")
              + (page.isDeleteMarker(row) ? " marker" : " " + page.size(row)));
    }
    return rows;
  }
}
