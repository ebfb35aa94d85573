package dev.lockstep.s3.xml;

import dev.lockstep.endpoint.MultipartUpload;
import dev.lockstep.endpoint.UploadsPage;
import dev.lockstep.object.ObjectKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Reads a page of ListMultipartUploads.
public final class UploadsDocument {
  private UploadsDocument() {}

  /// @param upload makes an upload of a key and an id
  /// @throws XmlException when it is no such page, or contradicts itself
  public static UploadsPage read(
      XmlElement root, BiFunction<ObjectKey, String, MultipartUpload> upload) {
    boolean url = "url".equals(root.textOf("EncodingType"));
    List<UploadsPage.Entry> entries = new ArrayList<>();
    for (XmlElement element : root.all("Upload")) {
      ObjectKey key = ListingDocument.key(element.textOr("Key", ""), url);
      String id = element.textOr("UploadId", "");
      String initiated = element.textOr("Initiated", "");
      if (key.isEmpty() || id.isEmpty()) {
        throw new XmlException("The listing has an upload without key or id");
      }
      entries.add(
          new UploadsPage.Entry(
              upload.apply(key, id), Instant.ofEpochMilli(IsoTime.millis(initiated))));
    }
    return new UploadsPage(entries, next(root, url));
  }

  private static UploadsPage.@Nullable Marker next(XmlElement root, boolean url) {
    if (!root.textOr("IsTruncated", "").strip().equals("true")) {
      return null;
    }
    ObjectKey key = ListingDocument.key(root.textOr("NextKeyMarker", ""), url);
    if (key.isEmpty()) {
      throw new XmlException("The listing goes on, but doesn't say where");
    }
    return new UploadsPage.Marker(key, root.textOr("NextUploadIdMarker", ""));
  }
}
