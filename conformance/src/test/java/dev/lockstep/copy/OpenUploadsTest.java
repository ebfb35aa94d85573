package dev.lockstep.copy;

import static dev.lockstep.conformance.TwoBuckets.DST;
import static dev.lockstep.conformance.TwoBuckets.NOW;
import static dev.lockstep.conformance.TwoBuckets.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.conformance.TwoBuckets;
import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is open at a store while it can't be written down.
class OpenUploadsTest {
  private static final ObjectRef TARGET = in(DST, "large");

  /// A disk that is full, but for what is intended.
  private static final UploadLog FULL =
      new UploadLog() {
        @Override
        public void intended(ObjectRef target, Instant at) {}

        @Override
        public void neverBegan(ObjectRef target) {}

        @Override
        public void began(MultipartUpload upload, String recipe) {
          throw full();
        }

        @Override
        public void stored(MultipartUpload upload, UploadedPart part) {
          throw full();
        }

        @Override
        public void ended(MultipartUpload upload) {
          throw full();
        }
      };

  private final ObjectStore store = new TwoBuckets().destination;

  private static UncheckedIOException full() {
    return new UncheckedIOException(new IOException("No space left on device"));
  }

  private MultipartUpload create() {
    return store.createUpload(TARGET, ObjectAttributes.NONE, null);
  }

  private List<UploadsPage.Entry> open() {
    return store.listUploads(DST, ObjectKey.EMPTY, UploadsPage.Marker.START).uploads();
  }

  @Test
  void anUploadThatCannotBeWrittenDownIsAborted() {
    OpenUploads uploads = new OpenUploads(store, FULL, () -> NOW, List.of());

    assertThatThrownBy(() -> uploads.open(TARGET, "recipe", this::create))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(open()).isEmpty();
    assertThat(uploads.all()).isEmpty();
  }

  @Test
  void anUploadThatIsGoneIsNotOpenAlthoughThatCannotBeWrittenDown() {
    UnfinishedUpload left = new UnfinishedUpload(create(), "recipe", List.of());
    OpenUploads uploads = new OpenUploads(store, FULL, () -> NOW, List.of(left));

    assertThatThrownBy(uploads::abortAll).isInstanceOf(UncheckedIOException.class);

    assertThat(open()).isEmpty();
    assertThat(uploads.all()).isEmpty();
  }
}
