package dev.lockstep.sandbox.store;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.sandbox.content.Content;
import dev.lockstep.sandbox.content.Fingerprint;
import dev.lockstep.sandbox.content.Intake.Received;
import dev.lockstep.sandbox.store.ObjectReads.Found;
import dev.lockstep.sandbox.store.Upload.ChecksumChoice;
import dev.lockstep.sandbox.store.Upload.Part;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/// Objects that are written part by part.
public final class MultipartUploads {
  /// S3 copies ranges only from objects that are larger.
  private static final long SMALLEST_RANGED_SOURCE = 5L << 20;

  private final SandboxStore store;

  MultipartUploads(SandboxStore store) {
    this.store = store;
  }

  /// CreateMultipartUpload.
  ///
  /// @param checksums null for S3's own choice
  public Upload create(
      Account caller,
      ObjectRef ref,
      ObjectAttributes attributes,
      AccessControl acl,
      @Nullable ChecksumChoice checksums) {
    StoredBucket bucket = store.writes().target(caller, ref);
    LockRules.checkNew(attributes.lock(), bucket, store.now());
    Upload upload =
        new Upload(
            store.nextUploadId(),
            ref.key(),
            ref.version(),
            store.now(),
            AttributeRules.checked(attributes),
            acl,
            checksums == null ? ChecksumChoice.DEFAULT : checksums);
    bucket.uploads().add(upload);
    return upload;
  }

  /// The upload of a key and an id.
  public Upload upload(Account caller, ObjectRef ref, String id) {
    return store.writes().target(caller, ref).uploads().upload(ref.key(), id);
  }

  /// The bucket that takes the part, before any byte of a body is read.
  public StoredBucket target(Account caller, ObjectRef ref, int number) {
    if (number < 1 || number > store.limits().parts()) {
      throw Refusal.argument(
          "partNumber",
          Integer.toString(number),
          "Part number must be an integer between 1 and " + store.limits().parts() + ", inclusive");
    }
    return store.writes().target(caller, ref);
  }

  /// UploadPart, of a body that has arrived and was verified.
  public Part putPart(
      Account caller, ObjectRef ref, String id, int number, BodyClaims claims, Received body) {
    Upload upload = upload(caller, ref, id);
    ChecksumChoice choice = upload.checksums();
    boolean mustTell = choice.explicit() && choice.type() == Checksum.Type.COMPOSITE;
    if (choice.explicit()
        && (mustTell || claims.algorithm() != null)
        && claims.algorithm() != choice.algorithm()) {
      throw checksumTypeMismatch(choice.algorithm(), claims.algorithm());
    }
    return add(upload, number, body.content(), body.fingerprint());
  }

  private static Refusal checksumTypeMismatch(
      Checksum.Algorithm expected, Checksum.@Nullable Algorithm actual) {
    return new Refusal(
        ErrorCode.INVALID_REQUEST,
        "Checksum Type mismatch occurred, expected checksum Type: "
            + wireName(expected)
            + ", actual checksum Type: "
            + (actual == null ? "null" : wireName(actual)));
  }

  private static String wireName(Checksum.Algorithm algorithm) {
    return algorithm.header().substring("x-amz-checksum-".length());
  }

  private Part add(Upload upload, int number, Content content, Fingerprint fingerprint) {
    if (content.length() > store.limits().largestPart()) {
      throw ObjectWrites.tooLarge(store.limits().largestPart());
    }
    Part part = new Part(number, store.now(), content, fingerprint);
    upload.parts().put(number, part);
    return part;
  }

  /// A part that was copied, and what it was copied from.
  ///
  /// @param checksum that is told of it; null for none
  public record CopiedPart(Found source, Part part, @Nullable Checksum checksum) {}

  /// Bytes of a source: `last` is included.
  public record SourceRange(long first, long last) {}

  /// UploadPartCopy.
  ///
  /// @param range null for the whole source
  public CopiedPart copyPart(
      Account caller,
      ObjectRef ref,
      String id,
      int number,
      ObjectRef source,
      ReadConditions conditions,
      @Nullable SourceRange range) {
    target(caller, ref, number);
    Upload upload = upload(caller, ref, id);
    Found found = store.reads().openSource(caller, source, conditions);
    Content content = found.object().content();
    if (range != null) {
      content = slice(content, range);
    }
    if (content.length() > store.limits().largestPart()) {
      throw ObjectWrites.tooLarge(store.limits().largestPart());
    }
    Fingerprint fingerprint = content.fingerprint(EnumSet.of(upload.checksums().algorithm()));
    Part part = add(upload, number, content, fingerprint);
    return new CopiedPart(found, part, part.checksum(upload.told(null)));
  }

  private Content slice(Content content, SourceRange range) {
    long smallest = Math.min(SMALLEST_RANGED_SOURCE, store.limits().smallestPart());
    if (range.last() >= content.length() || content.length() <= smallest) {
      throw Refusal.argument(
          "x-amz-copy-source-range",
          "bytes=" + range.first() + "-" + range.last(),
          "Range specified is not valid for source object of size: " + content.length());
    }
    return content.slice(range.first(), range.last() - range.first() + 1);
  }

  /// CompleteMultipartUpload. The same again answers the same.
  public Found complete(Account caller, ObjectRef ref, String id, CompletionRequest request) {
    StoredBucket bucket = store.writes().target(caller, ref);
    UploadsInProgress uploads = bucket.uploads();
    Version.Stored before = uploads.madeBefore(ref.key(), id, request);
    if (before != null) {
      return new Found(before, bucket.versioning() != Versioning.OFF);
    }
    Upload upload = uploads.upload(ref.key(), id);
    synchronized (upload.parts()) {
      uploads.upload(ref.key(), id);
      StoredObject object = new CompletedUpload(upload, store.limits()).assemble(request);
      Found made =
          store.writes().commit(bucket, ref.key(), upload.wanted(), object, request.conditions());
      uploads.complete(upload, request, made.version());
      return made;
    }
  }

  /// AbortMultipartUpload.
  public void abort(Account caller, ObjectRef ref, String id) {
    store.writes().target(caller, ref).uploads().remove(upload(caller, ref, id));
  }
}
