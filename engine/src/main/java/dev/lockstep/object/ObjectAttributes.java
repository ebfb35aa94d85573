package dev.lockstep.object;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What travels with the bytes of an object.
///
/// Header values are octets: each `char` is one byte of the header as it stood on the wire
/// (ISO-8859-1), so that a value in raw UTF-8 passes unchanged. Tags are text.
///
/// @param headers the content headers that were set, by their lower-case names
/// @param userMetadata the `x-amz-meta-` headers, by their lower-case names without that prefix
/// @param tags the tag set; empty when there is none
/// @param lock what keeps the version from being removed
public record ObjectAttributes(
    Map<ContentHeader, String> headers,
    Map<String, String> userMetadata,
    Map<String, String> tags,
    StorageClass storageClass,
    @Nullable Encryption encryption,
    ObjectLock lock) {

  public static final ObjectAttributes NONE =
      new ObjectAttributes(Map.of(), Map.of(), Map.of(), StorageClass.STANDARD, null);

  public ObjectAttributes {
    headers = sorted(headers);
    userMetadata = sorted(userMetadata);
    tags = sorted(tags);
  }

  /// Attributes of what is not locked.
  public ObjectAttributes(
      Map<ContentHeader, String> headers,
      Map<String, String> userMetadata,
      Map<String, String> tags,
      StorageClass storageClass,
      @Nullable Encryption encryption) {
    this(headers, userMetadata, tags, storageClass, encryption, ObjectLock.NONE);
  }

  private static <K extends Comparable<K>> Map<K, String> sorted(Map<K, String> map) {
    return map.size() < 2 ? Map.copyOf(map) : Collections.unmodifiableMap(new TreeMap<>(map));
  }

  public @Nullable String header(ContentHeader header) {
    return headers.get(header);
  }

  public ObjectAttributes withHeaders(Map<ContentHeader, String> other) {
    return new ObjectAttributes(other, userMetadata, tags, storageClass, encryption, lock);
  }

  public ObjectAttributes withUserMetadata(Map<String, String> other) {
    return new ObjectAttributes(headers, other, tags, storageClass, encryption, lock);
  }

  public ObjectAttributes withTags(Map<String, String> other) {
    return new ObjectAttributes(headers, userMetadata, other, storageClass, encryption, lock);
  }

  public ObjectAttributes withStorageClass(StorageClass other) {
    return new ObjectAttributes(headers, userMetadata, tags, other, encryption, lock);
  }

  public ObjectAttributes withEncryption(@Nullable Encryption other) {
    return new ObjectAttributes(headers, userMetadata, tags, storageClass, other, lock);
  }

  public ObjectAttributes withLock(ObjectLock other) {
    return new ObjectAttributes(headers, userMetadata, tags, storageClass, encryption, other);
  }
}
