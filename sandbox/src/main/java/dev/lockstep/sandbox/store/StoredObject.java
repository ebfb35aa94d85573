package dev.lockstep.sandbox.store;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.sandbox.content.Content;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An object, all but its place in a history.
///
/// @param parts as it was written; empty when it wasn't written in parts
/// @param checksum null where the store has none: for synthetic objects
public record StoredObject(
    Content content,
    ETag etag,
    List<ObjectPart> parts,
    ObjectAttributes attributes,
    @Nullable Checksum checksum,
    AccessControl acl) {

  public StoredObject {
    parts = List.copyOf(parts);
  }

  /// In bytes.
  public long size() {
    return content.length();
  }

  /// Whether the ETag is no digest of the bytes.
  boolean hidesMd5() {
    return attributes.encryption() != null && attributes.encryption().hidesMd5();
  }

  StoredObject withTags(Map<String, String> tags) {
    return new StoredObject(content, etag, parts, attributes.withTags(tags), checksum, acl);
  }

  StoredObject withLock(ObjectLock lock) {
    return new StoredObject(content, etag, parts, attributes.withLock(lock), checksum, acl);
  }

  StoredObject withAcl(AccessControl other) {
    return new StoredObject(content, etag, parts, attributes, checksum, other);
  }

  StoredObject withEtag(ETag other) {
    return new StoredObject(content, other, parts, attributes, checksum, acl);
  }

  /// A part of an object.
  ///
  /// @param number from 1 on, as it was uploaded
  /// @param offset of its first byte
  /// @param checksum of the object's algorithm, in base64; null where there is none
  public record ObjectPart(int number, long offset, long size, @Nullable String checksum) {}
}
