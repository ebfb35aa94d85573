package dev.lockstep.copy;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.endpoint.StoreFailure.Detail;
import dev.lockstep.object.ObjectRef;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What goes wrong between two stores that each did their part, told as a store's failure is.
final class CopyFailures {
  private CopyFailures() {}

  /// What was read is not the object that was to be copied.
  static StoreException changed(ObjectStore source, ObjectRef object, String what) {
    return reading(source, object, new StoreFailure.Changed(Detail.ours("ObjectChanged", what)));
  }

  /// The head came, and the body broke off.
  static StoreException bodyCutOff(ObjectStore source, ObjectRef object, IOException cause) {
    Detail detail = Detail.ours("BodyCutOff", String.valueOf(cause.getMessage()));
    return new StoreException(
        new StoreFailure.Transient(detail, false),
        "GetObject",
        source.name() + ":" + object,
        cause);
  }

  /// Parts must all come from one object, and only an ETag can tell that they do.
  static StoreException noEtag(ObjectStore source, ObjectRef object) {
    String why =
        "the object is too large for one request, and without an ETag its parts could be mixed";
    return reading(source, object, new StoreFailure.Unsupported(Detail.ours("NoETag", why)));
  }

  /// The copy can't have the source's checksum, which it must have.
  static StoreException checksumNotKept(ObjectStore destination, ObjectRef object, String why) {
    return writing(
        destination, object, "CreateMultipartUpload", Detail.ours("ChecksumNotKept", why), null);
  }

  /// The store has copied a part by itself and does not tell its checksum, of which the copy's
  /// would be made.
  static StoreException noChecksumOfPart(ObjectStore destination, ObjectRef object) {
    String why = "the store doesn't tell the checksum of a part that it has copied";
    return writing(
        destination, object, "UploadPartCopy", Detail.ours("NoChecksumOfPart", why), null);
  }

  /// The store has computed another checksum of what it has copied by itself, and would again.
  static StoreException wrongChecksum(
      ObjectStore destination, ObjectRef object, Detail said, StoreException cause) {
    return writing(destination, object, "CompleteMultipartUpload", said, cause);
  }

  /// The destination can't do it, or not in this way.
  private static StoreException writing(
      ObjectStore destination,
      ObjectRef object,
      String operation,
      Detail detail,
      @Nullable StoreException cause) {
    return new StoreException(
        new StoreFailure.Unsupported(detail), operation, destination.name() + ":" + object, cause);
  }

  private static StoreException reading(
      ObjectStore source, ObjectRef object, StoreFailure failure) {
    return new StoreException(failure, "GetObject", source.name() + ":" + object, null);
  }
}
