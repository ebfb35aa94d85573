package dev.lockstep.copy;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.object.ObjectRef;
import java.time.Instant;

/// Hears of each step of each multipart upload, at the time at which a crash would make it matter.
/// Called by any thread; a step is done only when the call has returned. A call that can't write
/// down what it hears throws [java.io.UncheckedIOException].
public interface UploadLog {
  /// For runs that leave no trace.
  UploadLog NONE =
      new UploadLog() {
        @Override
        public void intended(ObjectRef target, Instant at) {}

        @Override
        public void neverBegan(ObjectRef target) {}

        @Override
        public void began(MultipartUpload upload, String recipe) {}

        @Override
        public void stored(MultipartUpload upload, UploadedPart part) {}

        @Override
        public void ended(MultipartUpload upload) {}
      };

  /// An upload is about to be created.
  void intended(ObjectRef target, Instant at);

  /// It turned out that it was not created, or is gone.
  void neverBegan(ObjectRef target);

  /// It was created.
  void began(MultipartUpload upload, String recipe);

  /// The store has taken a part.
  void stored(MultipartUpload upload, UploadedPart part);

  /// It was completed or aborted.
  void ended(MultipartUpload upload);
}
