package dev.lockstep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Uploads in progress, found again: what clean-up after a crash depends on.
public interface UploadListingContract extends StoreUnderTest {
  @Test
  default void aBucketWithoutUploadsListsNone() {
    assertThat(uploads("")).isEmpty();
  }

  @Test
  default void anUploadInProgressIsListedWithItsKeyAndItsBeginning() {
    MultipartUpload upload = open("a b/ü");

    UploadsPage page = store().listUploads(bucket(), ObjectKey.EMPTY, UploadsPage.Marker.START);
    assertThat(page.uploads()).hasSize(1);
    assertThat(page.uploads().getFirst().upload()).isEqualTo(upload);
    assertThat(page.uploads().getFirst().initiated()).isNotNull();
    assertThat(page.next()).isNull();
  }

  @Test
  default void severalUploadsOfOneKeyAreAllListed() {
    List<MultipartUpload> opened = List.of(open("a"), open("a"), open("b"));

    assertThat(uploads("")).containsExactlyInAnyOrderElementsOf(opened);
  }

  @Test
  default void uploadsAreListedByPrefix() {
    open("a/1");
    MultipartUpload two = open("b/2");
    open("c/3");

    assertThat(uploads("b/")).containsExactly(two);
  }

  @Test
  default void uploadsAreListedBehindAMarker() {
    open("a");
    MultipartUpload second = open("b");
    MultipartUpload third = open("c");

    UploadsPage.Marker marker = new UploadsPage.Marker(second.target().key(), second.uploadId());
    UploadsPage page = store().listUploads(bucket(), ObjectKey.EMPTY, marker);
    assertThat(page.uploads().stream().map(UploadsPage.Entry::upload)).containsExactly(third);
  }

  @Test
  default void anAbortedUploadIsNotListed() {
    MultipartUpload upload = open("a");
    store().abortUpload(upload);

    assertThat(uploads("")).isEmpty();
  }

  private MultipartUpload open(String key) {
    return store().createUpload(ref(key), ObjectAttributes.NONE, null);
  }

  /// Every upload under a prefix, page by page.
  default List<MultipartUpload> uploads(String prefix) {
    List<MultipartUpload> uploads = new ArrayList<>();
    UploadsPage.Marker marker = UploadsPage.Marker.START;
    while (marker != null) {
      UploadsPage page = store().listUploads(bucket(), ObjectKey.of(prefix), marker);
      page.uploads().forEach(entry -> uploads.add(entry.upload()));
      marker = page.next();
    }
    return uploads;
  }
}
