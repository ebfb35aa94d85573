package dev.lockstep.s3.xml;

import dev.lockstep.endpoint.VersionsPage;
import dev.lockstep.endpoint.VersionsRequest;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import org.jspecify.annotations.Nullable;

/// Reads a page of ListObjectVersions out of a parsed document, slowly, whatever its shape:
/// versions and delete markers in the order in which the store has written them, which is the only
/// thing that may tell which came first.
public final class VersionsDocument {
  private VersionsDocument() {}

  /// @throws XmlException when it is no such page, or contradicts itself
  public static VersionsPage read(XmlElement root) {
    if (root.child("CommonPrefixes") != null) {
      throw new XmlException("The answer has common prefixes, which were not asked for");
    }
    boolean url = "url".equals(root.textOf("EncodingType"));
    EntryPage.Builder page = new EntryPage.Builder(root.children().size());
    for (XmlElement element : root.children()) {
      switch (element.name()) {
        case "Version" -> version(element, url, page);
        case "DeleteMarker" -> row(element, url, page, true);
        default -> {
          // Properties of the page.
        }
      }
    }
    return new VersionsPage(page.build(), next(root, url));
  }

  private static void version(XmlElement element, boolean url, EntryPage.Builder page) {
    page.size(ListingDocument.size(ListingDocument.only(element, "Size").strip()));
    ETag etag = ETag.ofNullable(element.textOf("ETag"));
    if (etag != null) {
      page.etag(etag);
    }
    String storageClass = element.textOr("StorageClass", "").strip();
    if (!storageClass.isEmpty()) {
      page.storageClass(ListingDocument.sound(storageClass));
    }
    row(element, url, page, false);
  }

  /// What versions and markers have in common. In a bucket that never kept versions some stores
  /// leave the id out.
  private static void row(
      XmlElement element, boolean url, EntryPage.Builder page, boolean deleteMarker) {
    ObjectKey key = ListingDocument.key(ListingDocument.only(element, "Key"), url);
    if (key.isEmpty()) {
      throw new XmlException("The listing has an empty key");
    }
    String id = element.textOr("VersionId", "").strip();
    page.key(key);
    page.modifiedMillis(IsoTime.millis(ListingDocument.only(element, "LastModified")));
    page.version(
        id.isEmpty() ? VersionId.NULL.value() : id,
        element.textOr("IsLatest", "").strip().equals("true"),
        deleteMarker);
    page.endRow();
  }

  private static VersionsRequest.@Nullable Marker next(XmlElement root, boolean url) {
    String truncated = ListingDocument.only(root, "IsTruncated").strip();
    if (truncated.equals("false")) {
      return null;
    }
    ObjectKey key = ListingDocument.key(root.textOr("NextKeyMarker", ""), url);
    if (!truncated.equals("true") || key.isEmpty()) {
      throw new XmlException("The listing goes on, but doesn't say where");
    }
    String version = root.textOr("NextVersionIdMarker", "").strip();
    return new VersionsRequest.Marker(key, version.isEmpty() ? null : new VersionId(version));
  }
}
