package dev.lockstep.copy;

import dev.lockstep.endpoint.ObjectStore;
import dev.lockstep.object.Attribute;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.OriginMetadata;
import dev.lockstep.object.StorageClass;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/// Decides what goes with the bytes: the source's attributes, less what is not wanted, with what
/// the user set instead.
final class AttributeTransfer {
  private final SourceTags sourceTags;
  private final SourceLocks sourceLocks;
  private final CopySettings settings;
  private final InstantSource clock;

  /// @param clock tells which retentions have passed
  AttributeTransfer(
      ObjectStore source, SourceLocks sourceLocks, CopySettings settings, InstantSource clock) {
    this.sourceTags = new SourceTags(source);
    this.sourceLocks = sourceLocks;
    this.settings = settings;
    this.clock = clock;
  }

  /// The same, where the head has come with the bytes.
  ObjectAttributes ofRead(CopyRequest request, ObjectHead read) {
    return of(
        request.source(), read, locks() ? sourceLocks.ofRead(request, read) : ObjectLock.NONE);
  }

  /// The same, where the head was asked for, and of the whole object.
  ObjectAttributes ofHead(CopyRequest request, ObjectHead head) {
    return of(
        request.source(), head, locks() ? sourceLocks.ofHead(request, head) : ObjectLock.NONE);
  }

  /// Asks the source for the tags if it has any, and what locks it where that may not be told.
  ObjectAttributes of(CopyRequest request, ObjectHead head) {
    return of(request.source(), head, locks() ? sourceLocks.of(request, head) : ObjectLock.NONE);
  }

  private boolean locks() {
    return settings.fidelity().wants(Attribute.OBJECT_LOCK);
  }

  private ObjectAttributes of(ObjectRef object, ObjectHead head, ObjectLock lock) {
    Fidelity fidelity = settings.fidelity();
    ObjectAttributes attributes = head.attributes();
    Map<String, String> tags =
        fidelity.wants(Attribute.TAGS) ? sourceTags.of(object, head) : Map.of();
    Map<String, String> metadata =
        fidelity.wants(Attribute.USER_METADATA) ? attributes.userMetadata() : Map.of();
    return new ObjectAttributes(
        headers(attributes),
        settings.originMetadata() ? OriginMetadata.added(metadata, head) : metadata,
        tags,
        storageClass(attributes.storageClass()),
        settings.encryption(),
        lock(lock));
  }

  /// What of a lock is to lock the copy, too. No store takes a retention that has passed.
  ObjectLock lock(ObjectLock atSource) {
    return locks() ? atSource.at(clock.instant()) : ObjectLock.NONE;
  }

  /// The class to write an object in that has this class at the source.
  StorageClass storageClass(StorageClass atSource) {
    if (settings.storageClass() != null) {
      return settings.storageClass();
    }
    return settings.fidelity().wants(Attribute.STORAGE_CLASS) ? atSource : StorageClass.STANDARD;
  }

  private Map<ContentHeader, String> headers(ObjectAttributes attributes) {
    boolean content = settings.fidelity().wants(Attribute.HEADERS);
    boolean redirect = settings.fidelity().wants(Attribute.WEBSITE_REDIRECT);
    if (content && redirect) {
      return attributes.headers();
    }
    Map<ContentHeader, String> wanted = new EnumMap<>(ContentHeader.class);
    attributes
        .headers()
        .forEach((header, value) -> {
          if (header == ContentHeader.WEBSITE_REDIRECT ? redirect : content) {
            wanted.put(header, value);
          }
        });
    return wanted;
  }
}
