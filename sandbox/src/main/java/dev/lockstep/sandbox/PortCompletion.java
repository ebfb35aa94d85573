package dev.lockstep.sandbox;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.UploadedPart;
import dev.lockstep.endpoint.WriteOptions;
import dev.lockstep.sandbox.store.Account;
import dev.lockstep.sandbox.store.CompletionRequest;
import dev.lockstep.sandbox.store.CompletionRequest.CompletedPart;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.ObjectReads.Found;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.store.Upload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Completes an upload as a client does that knows the checksums of its parts.
final class PortCompletion {
  private final SandboxStore store;
  private final Account account;
  private final MultipartUpload upload;

  PortCompletion(SandboxStore store, Account account, MultipartUpload upload) {
    this.store = store;
    this.account = account;
    this.upload = upload;
  }

  Found complete(List<UploadedPart> parts, WriteOptions options) {
    Upload begun = begun();
    List<CompletedPart> completed = parts.stream().map(part -> completed(part, begun)).toList();
    CompletionRequest request =
        new CompletionRequest(
            completed, PortValues.toldChecksum(options), -1, PortValues.conditions(options));
    return store.uploads().complete(account, upload.target(), upload.uploadId(), request);
  }

  /// The upload; null when it was completed before.
  private @Nullable Upload begun() {
    try {
      return store.uploads().upload(account, upload.target(), upload.uploadId());
    } catch (Refusal refusal) {
      if (refusal.code() == ErrorCode.NO_SUCH_UPLOAD) {
        return null;
      }
      throw refusal;
    }
  }

  private static CompletedPart completed(UploadedPart part, @Nullable Upload begun) {
    Upload.Part kept = begun == null ? null : begun.parts().get(part.number());
    if (begun == null || kept == null || !begun.checksums().explicit()) {
      return new CompletedPart(part.number(), part.etag(), null, null);
    }
    return new CompletedPart(
        part.number(),
        part.etag(),
        begun.checksums().algorithm(),
        kept.checksum(begun.checksums().algorithm()));
  }
}
