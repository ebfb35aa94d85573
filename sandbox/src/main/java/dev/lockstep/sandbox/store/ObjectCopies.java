package dev.lockstep.sandbox.store;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ETag;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.StorageClass;
import dev.lockstep.sandbox.content.Fingerprint;
import dev.lockstep.sandbox.store.ObjectReads.Found;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// CopyObject.
public final class ObjectCopies {
  private final SandboxStore store;

  ObjectCopies(SandboxStore store) {
    this.store = store;
  }

  /// What a copy is to keep and to change; null always means what S3 does by itself.
  ///
  /// @param headers content headers and user metadata to set (directive REPLACE); null to keep
  /// @param tags to set (directive REPLACE); null to keep
  /// @param redirect the website redirect, which no copy keeps by itself
  /// @param lock which no copy keeps by itself
  /// @param algorithm of the checksum to compute
  public record CopyRequest(
      ReadConditions sourceConditions,
      @Nullable ObjectAttributes headers,
      @Nullable Map<String, String> tags,
      @Nullable StorageClass storageClass,
      @Nullable Encryption encryption,
      @Nullable String redirect,
      ObjectLock lock,
      Checksum.@Nullable Algorithm algorithm,
      AccessControl acl,
      WriteConditions conditions) {

    private boolean changesNothing() {
      return headers == null && storageClass == null && encryption == null && redirect == null;
    }
  }

  /// What was copied, and what it became.
  public record Copied(Found source, Found target) {}

  public Copied copy(Account caller, ObjectRef source, ObjectRef target, CopyRequest request) {
    StoredBucket bucket = store.writes().target(caller, target);
    LockRules.checkNew(request.lock(), bucket, store.now());
    Found found = store.reads().openSource(caller, source, request.sourceConditions());
    refuseIllegal(source, target, request);
    StoredObject from = found.object();
    if (from.size() > store.limits().singleWrite()) {
      throw new Refusal(
          ErrorCode.INVALID_REQUEST,
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + store.limits().singleWrite());
    }
    Checksum.Algorithm algorithm = algorithm(from, request);
    Fingerprint fingerprint = from.content().fingerprint(EnumSet.of(algorithm));
    StoredObject copy =
        new StoredObject(
            from.content(),
            new ETag(fingerprint.md5Hex()),
            List.of(),
            AttributeRules.checked(attributes(from.attributes(), request)),
            ObjectWrites.checksum(fingerprint, algorithm),
            request.acl());
    return new Copied(
        found,
        store.writes().commit(bucket, target.key(), target.version(), copy, request.conditions()));
  }

  private void refuseIllegal(ObjectRef source, ObjectRef target, CopyRequest request) {
    boolean onItself =
        source.bucket().equals(target.bucket())
            && source.key().equals(target.key())
            && source.version() == null;
    if (onItself && request.changesNothing()) {
      throw new Refusal(
          ErrorCode.INVALID_REQUEST,
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
  }

  private static Checksum.Algorithm algorithm(StoredObject from, CopyRequest request) {
    if (request.algorithm() != null) {
      return request.algorithm();
    }
    return from.checksum() == null ? Checksum.Algorithm.CRC64NVME : from.checksum().algorithm();
  }

  private static ObjectAttributes attributes(ObjectAttributes from, CopyRequest request) {
    ObjectAttributes headers = request.headers() == null ? from : request.headers();
    Map<ContentHeader, String> kept = new EnumMap<>(ContentHeader.class);
    kept.putAll(headers.headers());
    kept.remove(ContentHeader.WEBSITE_REDIRECT);
    if (request.redirect() != null) {
      kept.put(ContentHeader.WEBSITE_REDIRECT, request.redirect());
    }
    return new ObjectAttributes(
        kept,
        headers.userMetadata(),
        request.tags() == null ? from.tags() : request.tags(),
        request.storageClass() == null ? StorageClass.STANDARD : request.storageClass(),
        request.encryption(),
        request.lock());
  }
}
