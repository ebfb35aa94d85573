package dev.lockstep.s3;

import dev.lockstep.endpoint.DeleteFailure;
import dev.lockstep.endpoint.DeleteReceipt;
import dev.lockstep.endpoint.StoreException;
import dev.lockstep.endpoint.StoreFailure;
import dev.lockstep.object.BucketName;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.s3.wire.HeaderName;
import dev.lockstep.s3.xml.XmlElement;
import dev.lockstep.s3.xml.XmlText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// DeleteObjects, and DeleteObject for what XML has no way to name.
final class Deletions {
  private static final HeaderName DELETE_MARKER = HeaderName.of("x-amz-delete-marker");

  private static final String DELETE = Query.of("delete", "").text();

  private final Requester requester;

  Deletions(Requester requester) {
    this.requester = requester;
  }

  List<DeleteFailure> delete(BucketName bucket, List<ObjectRef> objects) {
    List<ObjectRef> together = new ArrayList<>();
    List<DeleteFailure> failed = new ArrayList<>();
    for (ObjectRef object : objects) {
      if (objects.size() > 1 && isNameable(object.key())) {
        together.add(object);
      } else {
        deleteOne(object, failed);
      }
    }
    if (!together.isEmpty()) {
      deleteTogether(bucket, together, failed);
    }
    return failed;
  }

  /// Whether XML 1.0 can say the key, so that it arrives.
  private static boolean isNameable(ObjectKey key) {
    String text;
    try {
      ByteBuffer bytes = ByteBuffer.wrap(key.toBytes());
      text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      return false;
    }
    return text.chars()
        .allMatch(c -> c >= ' ' && c != 0x7f && c != 0xfffe && c != 0xffff || c == '\t');
  }

  /// Deletes one object and says what that has made.
  DeleteReceipt deleteOne(ObjectRef object) {
    return send(deletion(object));
  }

  /// Deletes a version although it is retained in mode GOVERNANCE.
  DeleteReceipt deleteRetained(ObjectRef version) {
    return send(deletion(version).header("x-amz-bypass-governance-retention", "true"));
  }

  /// Makes a delete marker of that time, and of that id if one is named.
  DeleteReceipt mark(ObjectRef marker, Instant modified) {
    S3Call call =
        S3Call.of("DeleteObject", "DELETE", marker, Manner.WRITE_ONCE)
            .query(Query.version(marker.version()))
            .header("x-minio-source-deletemarker", "true");
    ObjectWrites.putTime(modified, call);
    return send(call);
  }

  private static S3Call deletion(ObjectRef object) {
    return S3Call.of("DeleteObject", "DELETE", object, Manner.WRITE)
        .query(Query.version(object.version()));
  }

  private DeleteReceipt send(S3Call call) {
    try (Answer answer = requester.send(call)) {
      answer.expectNothing();
      boolean marker = "true".equals(answer.head().value(DELETE_MARKER));
      return new DeleteReceipt(
          ObjectHeads.version(answer.head()), marker, answer.exchange().repeated());
    } catch (StoreException e) {
      if (isNotThere(e.failure())) {
        return new DeleteReceipt(null, false);
      }
      throw e;
    }
  }

  /// Not there is as good as deleted; a bucket that is not there is another matter.
  private static boolean isNotThere(StoreFailure failure) {
    return failure instanceof StoreFailure.Missing missing
        && !missing.detail().code().equals("NoSuchBucket");
  }

  private void deleteOne(ObjectRef object, List<DeleteFailure> failed) {
    try {
      deleteOne(object);
    } catch (StoreException e) {
      switch (e.failure()) {
        case StoreFailure.Denied _,
            StoreFailure.Refused _,
            StoreFailure.Unsupported _,
            StoreFailure.Changed _ ->
            failed.add(new DeleteFailure(object, e.failure()));
        case StoreFailure.Missing _,
            StoreFailure.Expired _,
            StoreFailure.ClockSkewed _,
            StoreFailure.Throttled _,
            StoreFailure.Transient _,
            StoreFailure.Corrupted _,
            StoreFailure.Unreachable _ ->
            throw e;
      }
    }
  }

  private void deleteTogether(
      BucketName bucket, List<ObjectRef> objects, List<DeleteFailure> failed) {
    S3Call call =
        S3Call.of("DeleteObjects", "POST", bucket, Manner.SLOW_WRITE)
            .query(DELETE)
            .document(list(objects))
            .header("content-type", "application/xml");
    try (Answer answer = requester.send(call)) {
      XmlElement result = answer.document("DeleteResult");
      Map<Named, ObjectRef> asked = new HashMap<>();
      for (ObjectRef object : objects) {
        asked.put(Named.of(object), object);
      }
      for (XmlElement error : result.all("Error")) {
        DeleteFailure failure = failure(answer, asked, error);
        if (!(failure.failure() instanceof StoreFailure.Missing)) {
          failed.add(failure);
        }
      }
    }
  }

  private static DeleteFailure failure(
      Answer answer, Map<Named, ObjectRef> asked, XmlElement error) {
    String key = error.textOr("Key", "");
    String version = error.textOr("VersionId", "");
    ObjectRef object = asked.get(new Named(key, version.isEmpty() ? null : version));
    if (object == null) {
      object = asked.get(new Named(key, null));
    }
    if (object == null) {
      throw answer
          .failures()
          .ofNonsense(answer.call(), answer.head(), "An error is about a key not asked for");
    }
    return new DeleteFailure(
        object, answer.failures().ofError(answer.call(), answer.head(), error).failure());
  }

  /// How an answer names an object.
  private record Named(String key, @Nullable String version) {
    static Named of(ObjectRef object) {
      return new Named(
          object.key().text(), object.version() == null ? null : object.version().value());
    }
  }

  private static byte[] list(List<ObjectRef> objects) {
    XmlText xml = XmlText.root("Delete").element("Quiet", "true");
    for (ObjectRef object : objects) {
      xml.open("Object").element("Key", object.key().text());
      if (object.version() != null) {
        xml.element("VersionId", object.version().value());
      }
      xml.close("Object");
    }
    return xml.close("Delete").bytes();
  }
}
