package dev.lockstep.sandbox.face;

import dev.lockstep.object.Checksum;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.VersionId;
import dev.lockstep.sandbox.http.HttpResponse;
import dev.lockstep.sandbox.store.Bucket;
import dev.lockstep.sandbox.store.ListingQuery;
import dev.lockstep.sandbox.store.ObjectListing;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.store.StoredObject;
import dev.lockstep.sandbox.store.Upload;
import dev.lockstep.sandbox.store.UploadListing;
import dev.lockstep.sandbox.store.Version;
import dev.lockstep.sandbox.store.VersionListing;
import java.util.HexFormat;
import java.util.List;

/// Listings: of objects in both forms, of versions, of uploads.
final class ListingFace {
  static final int PAGE = 1000;

  private final SandboxStore store;

  ListingFace(SandboxStore store) {
    this.store = store;
  }

  HttpResponse listObjects(S3Request request) {
    Bucket bucket = store.listable(request.caller(), request.bucket());
    ListingQuery query = query(request, "max-keys", request.query().key("marker"));
    ObjectListing listing = ObjectListing.of(bucket, query);
    boolean encoded = encoded(request);
    XmlText xml = begin(request, "ListBucketResult", query, encoded);
    xml.element("Marker", query.after(), encoded);
    xml.element("MaxKeys", query.most()).element("IsTruncated", listing.more());
    if (listing.more() && !query.delimiter().isEmpty()) {
      xml.element("NextMarker", listing.last(), encoded);
    }
    writeRows(listing.rows(), encoded, true, xml);
    writePrefixes(listing.prefixes(), encoded, xml);
    return xml.close("ListBucketResult").respond(200);
  }

  HttpResponse listObjectsV2(S3Request request) {
    if (!request.query().text("list-type").equals("2")) {
      throw Refusal.argument(
          "list-type", request.query().text("list-type"), "Invalid List Type specified in Request");
    }
    Bucket bucket = store.listable(request.caller(), request.bucket());
    boolean goesOn = request.query().has("continuation-token");
    ObjectKey start = request.query().key("start-after");
    ListingQuery query = query(request, "max-keys", goesOn ? place(request) : start);
    ObjectListing listing = ObjectListing.of(bucket, query);
    boolean encoded = encoded(request);
    XmlText xml = begin(request, "ListBucketResult", query, encoded);
    if (goesOn) {
      xml.element("ContinuationToken", request.query().text("continuation-token"));
    }
    if (!start.isEmpty()) {
      xml.element("StartAfter", start, encoded);
    }
    xml.element("KeyCount", listing.rows().size() + listing.prefixes().size());
    xml.element("MaxKeys", query.most()).element("IsTruncated", listing.more());
    if (listing.more()) {
      xml.element("NextContinuationToken", HexFormat.of().formatHex(listing.last().toBytes()));
    }
    boolean owners = request.query().text("fetch-owner").equals("true");
    writeRows(listing.rows(), encoded, owners, xml);
    writePrefixes(listing.prefixes(), encoded, xml);
    return xml.close("ListBucketResult").respond(200);
  }

  private static ObjectKey place(S3Request request) {
    String token = request.query().text("continuation-token");
    try {
      byte[] key = HexFormat.of().parseHex(token);
      if (key.length > 0) {
        return ObjectKey.ofBytes(key, 0, key.length);
      }
    } catch (IllegalArgumentException e) {
      // Refused below, as an empty one is.
    }
    throw Refusal.argument(
        "continuation-token", token, "The continuation token provided is incorrect");
  }

  private static ListingQuery query(S3Request request, String most, ObjectKey after) {
    return new ListingQuery(
        request.query().key("prefix"),
        request.query().key("delimiter"),
        after,
        Math.min(PAGE, request.query().number(most, PAGE)));
  }

  private static boolean encoded(S3Request request) {
    String type = request.query().text("encoding-type");
    if (!type.isEmpty() && !type.equals("url")) {
      throw Refusal.argument("encoding-type", type, "Invalid Encoding Method specified in Request");
    }
    return !type.isEmpty();
  }

  private static XmlText begin(
      S3Request request, String root, ListingQuery query, boolean encoded) {
    XmlText xml = new XmlText().root(root);
    xml.element(root.startsWith("ListMultipart") ? "Bucket" : "Name", request.bucket().value());
    xml.element("Prefix", query.prefix(), encoded);
    if (!query.delimiter().isEmpty()) {
      xml.element("Delimiter", query.delimiter(), encoded);
    }
    if (encoded) {
      xml.element("EncodingType", "url");
    }
    return xml;
  }

  private static void writeRows(
      List<ObjectListing.Row> rows, boolean encoded, boolean owners, XmlText xml) {
    IsoTime times = new IsoTime();
    for (ObjectListing.Row row : rows) {
      StoredObject object = row.version().object();
      xml.open("Contents").element("Key", row.key(), encoded);
      xml.element("LastModified", times.of(row.version().lastModified()));
      writeObject(object, xml);
      if (owners) {
        writeOwner(xml, "Owner", object.acl().ownerId());
      }
      xml.close("Contents");
    }
  }

  private static void writeObject(StoredObject object, XmlText xml) {
    xml.element("ETag", object.etag().quoted()).element("Size", object.size());
    Checksum checksum = object.checksum();
    if (checksum != null) {
      xml.element("ChecksumAlgorithm", checksum.algorithm().name());
      xml.element("ChecksumType", checksum.type().name());
    }
    xml.element("StorageClass", object.attributes().storageClass().name());
  }

  static void writeOwner(XmlText xml, String element, String id) {
    xml.open(element).element("ID", id).close(element);
  }

  private static void writePrefixes(List<ObjectKey> prefixes, boolean encoded, XmlText xml) {
    for (ObjectKey prefix : prefixes) {
      xml.open("CommonPrefixes").element("Prefix", prefix, encoded).close("CommonPrefixes");
    }
  }

  HttpResponse listVersions(S3Request request) {
    Bucket bucket = store.listable(request.caller(), request.bucket());
    ListingQuery query = query(request, "max-keys", request.query().key("key-marker"));
    String version = request.query().text("version-id-marker");
    VersionListing listing =
        VersionListing.of(bucket, query, version.isEmpty() ? null : new VersionId(version));
    boolean encoded = encoded(request);
    XmlText xml = begin(request, "ListVersionsResult", query, encoded);
    xml.element("KeyMarker", query.after(), encoded).element("VersionIdMarker", version);
    xml.element("MaxKeys", query.most()).element("IsTruncated", listing.next() != null);
    VersionListing.Marker next = listing.next();
    if (next != null) {
      xml.element("NextKeyMarker", next.key(), encoded);
      if (next.version() != null) {
        xml.element("NextVersionIdMarker", next.version().value());
      }
    }
    IsoTime times = new IsoTime();
    listing.rows().forEach(row -> write(row, encoded, times, xml));
    writePrefixes(listing.prefixes(), encoded, xml);
    return xml.close("ListVersionsResult").respond(200);
  }

  private static void write(VersionListing.Row row, boolean encoded, IsoTime times, XmlText xml) {
    Version version = row.version();
    String name =
        switch (version) {
          case Version.Stored _ -> "Version";
          case Version.DeleteMarker _ -> "DeleteMarker";
        };
    xml.open(name).element("Key", row.key(), encoded);
    xml.element("VersionId", version.id().value()).element("IsLatest", row.latest());
    xml.element("LastModified", times.of(version.lastModified()));
    if (version instanceof Version.Stored stored) {
      writeObject(stored.object(), xml);
    }
    writeOwner(xml, "Owner", version.ownerId());
    xml.close(name);
  }

  HttpResponse listUploads(S3Request request) {
    Bucket bucket = store.listable(request.caller(), request.bucket());
    ListingQuery query = query(request, "max-uploads", request.query().key("key-marker"));
    String idMarker = request.query().text("upload-id-marker");
    UploadListing listing = UploadListing.of(bucket, query, idMarker);
    boolean encoded = encoded(request);
    XmlText xml = begin(request, "ListMultipartUploadsResult", query, encoded);
    xml.element("KeyMarker", query.after(), encoded).element("UploadIdMarker", idMarker);
    xml.element("MaxUploads", query.most()).element("IsTruncated", listing.more());
    if (listing.more()) {
      xml.element("NextKeyMarker", listing.last(), encoded);
      xml.element("NextUploadIdMarker", listing.lastId());
    }
    listing.uploads().forEach(upload -> write(upload, encoded, xml));
    writePrefixes(listing.prefixes(), encoded, xml);
    return xml.close("ListMultipartUploadsResult").respond(200);
  }

  private static void write(Upload upload, boolean encoded, XmlText xml) {
    xml.open("Upload").element("Key", upload.key(), encoded).element("UploadId", upload.id());
    writeOwner(xml, "Initiator", upload.acl().ownerId());
    writeOwner(xml, "Owner", upload.acl().ownerId());
    xml.element("StorageClass", upload.attributes().storageClass().name());
    xml.element("Initiated", IsoTime.format(upload.initiated()));
    if (upload.checksums().explicit()) {
      xml.element("ChecksumAlgorithm", upload.checksums().algorithm().name());
      xml.element("ChecksumType", upload.checksums().type().name());
    }
    xml.close("Upload");
  }
}
