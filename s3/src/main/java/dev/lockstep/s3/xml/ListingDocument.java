package dev.lockstep.s3.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.endpoint.ListingPage;
import dev.lockstep.object.ETag;
import dev.lockstep.object.EntryPage;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.StorageClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a page of ListObjectsV2 out of a parsed document: slowly, whatever its shape.
public final class ListingDocument {
  private ListingDocument() {}

  /// @throws XmlException when it is no page of a listing, or contradicts itself
  public static ListingPage read(XmlElement root) {
    if (!root.name().equals("ListBucketResult")) {
      throw new XmlException("The answer is a " + root.name() + " and no listing");
    }
    if (root.child("CommonPrefixes") != null) {
      throw new XmlException("The answer has common prefixes, which were not asked for");
    }
    boolean url = "url".equals(root.textOf("EncodingType"));
    List<XmlElement> rows = root.all("Contents");
    EntryPage.Builder page = new EntryPage.Builder(rows.size());
    for (XmlElement row : rows) {
      read(row, url, page);
    }
    return new ListingPage(page.build(), nextToken(root));
  }

  private static @Nullable String nextToken(XmlElement root) {
    String truncated = only(root, "IsTruncated").strip();
    if (truncated.equals("false")) {
      return null;
    }
    String token = root.textOf("NextContinuationToken");
    if (!truncated.equals("true") || token == null || token.isEmpty()) {
      throw new XmlException("The listing goes on, but doesn't say where");
    }
    return token;
  }

  private static void read(XmlElement row, boolean url, EntryPage.Builder page) {
    ObjectKey key = key(only(row, "Key"), url);
    if (key.isEmpty()) {
      throw new XmlException("The listing has an empty key");
    }
    page.key(key);
    page.modifiedMillis(IsoTime.millis(only(row, "LastModified")));
    page.size(size(only(row, "Size").strip()));
    ETag etag = ETag.ofNullable(row.textOf("ETag"));
    if (etag != null) {
      page.etag(etag);
    }
    String storageClass = row.textOr("StorageClass", "").strip();
    if (!storageClass.isEmpty()) {
      page.storageClass(sound(storageClass));
    }
    page.endRow();
  }

  /// The key that a text stands for. References have been resolved: an ampersand is itself.
  static ObjectKey key(String text, boolean url) {
    byte[] bytes = (url ? text.replace("&", "%26") : text).getBytes(UTF_8);
    if (!url) {
      return ObjectKey.ofBytes(bytes, 0, bytes.length);
    }
    byte[] decoded = new byte[bytes.length];
    int length = KeyText.decode(bytes, 0, bytes.length, true, decoded, 0);
    if (length < 0) {
      throw new XmlException("The listing says that keys are URL-encoded, but one is not");
    }
    return ObjectKey.ofBytes(decoded, 0, length);
  }

  static String sound(String storageClass) {
    try {
      return StorageClass.of(storageClass).name();
    } catch (IllegalArgumentException e) {
      throw new XmlException(String.valueOf(e.getMessage()), e);
    }
  }

  static long size(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw new XmlException("'" + text + "' is no size");
    }
    return Long.parseLong(text);
  }

  static String only(XmlElement parent, String name) {
    List<XmlElement> found = parent.all(name);
    if (found.size() != 1) {
      throw new XmlException(
          "A " + parent.name() + " has " + found.size() + " elements " + name + ", not one");
    }
    return found.getFirst().text();
  }
}
