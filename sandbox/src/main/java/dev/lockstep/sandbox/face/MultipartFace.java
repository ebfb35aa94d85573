package dev.lockstep.sandbox.face;

import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.sandbox.http.HttpResponse;
import dev.lockstep.sandbox.store.BodyClaims;
import dev.lockstep.sandbox.store.CompletionRequest;
import dev.lockstep.sandbox.store.CompletionRequest.CompletedPart;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.ObjectReads.Found;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.store.StoredBucket;
import dev.lockstep.sandbox.store.Upload;
import dev.lockstep.sandbox.store.Upload.ChecksumChoice;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Objects that are written part by part.
final class MultipartFace {
  private static final int LARGEST_LIST = 8 << 20;

  private final SandboxStore store;

  MultipartFace(SandboxStore store) {
    this.store = store;
  }

  HttpResponse create(S3Request request) {
    AttributeHeaders.refuseUnknown(request.headers());
    StoredBucket bucket = store.writes().target(request.caller(), request.ref());
    ChecksumChoice choice = ChecksumHeaders.choice(request.headers());
    Upload upload =
        store
            .uploads()
            .create(
                request.caller(),
                request.ref(),
                AttributeHeaders.read(request.headers()),
                AclText.ofHeaders(request.headers(), request.caller(), bucket.owner()),
                choice);
    XmlText xml = new XmlText().root("InitiateMultipartUploadResult");
    xml.element("Bucket", request.bucket().value()).element("Key", request.key(), false);
    HttpResponse response =
        xml.element("UploadId", upload.id()).close("InitiateMultipartUploadResult").respond(200);
    AttributeHeaders.writeEncryption(upload.attributes().encryption(), response);
    if (choice != null) {
      response.header("x-amz-checksum-algorithm", choice.algorithm().name());
      response.header("x-amz-checksum-type", choice.type().name());
    }
    return response;
  }

  HttpResponse putPart(S3Request request) throws IOException {
    AttributeHeaders.refuseUnknown(request.headers());
    int number = request.query().number("partNumber", 0);
    String id = request.query().text("uploadId");
    StoredBucket bucket = store.uploads().target(request.caller(), request.ref(), number);
    Upload upload = store.uploads().upload(request.caller(), request.ref(), id);
    ArrivedBody body =
        ArrivedBody.read(
            request, bucket, upload.checksums().algorithm(), store.limits().largestPart());
    Upload.Part part =
        store
            .uploads()
            .putPart(request.caller(), request.ref(), id, number, body.claims(), body.received());
    HttpResponse response = new HttpResponse(200).header("ETag", part.etag().quoted());
    AttributeHeaders.writeEncryption(upload.attributes().encryption(), response);
    Checksum checksum = part.checksum(upload.told(body.claims().algorithm()));
    if (checksum != null) {
      response.header(checksum.algorithm().header(), checksum.value());
    }
    return response;
  }

  HttpResponse complete(S3Request request) throws IOException {
    String id = request.query().text("uploadId");
    BodyClaims ofList = new BodyClaims(request.headers().first("content-md5"), null, null);
    byte[] body = ArrivedBody.readShort(request, ofList, LARGEST_LIST);
    XmlElement root = XmlElement.parse(body, "CompleteMultipartUpload");
    CompletionRequest completion =
        new CompletionRequest(
            root.children("Part").stream().map(MultipartFace::part).toList(),
            checksum(request, id),
            size(request),
            ConditionHeaders.write(request.headers()));
    Found made = store.uploads().complete(request.caller(), request.ref(), id, completion);
    XmlText xml = new XmlText().root("CompleteMultipartUploadResult");
    xml.element("Location", "/" + request.bucket() + "/" + request.key().text());
    xml.element("Bucket", request.bucket().value()).element("Key", request.key(), false);
    xml.element("ETag", made.object().etag().quoted());
    ChecksumHeaders.write(made.object().checksum(), xml);
    HttpResponse response = xml.close("CompleteMultipartUploadResult").respond(200);
    ObjectFace.writeVersion(made.id(), response);
    AttributeHeaders.writeEncryption(made.object().attributes().encryption(), response);
    return response;
  }

  private static CompletedPart part(XmlElement element) {
    Checksum.Algorithm algorithm = null;
    String checksum = null;
    for (Checksum.Algorithm each : Checksum.Algorithm.values()) {
      String value = element.childText(ChecksumHeaders.element(each));
      if (value != null) {
        algorithm = each;
        checksum = value;
      }
    }
    return new CompletedPart(
        number(element.requiredText("PartNumber")),
        new ETag(element.requiredText("ETag")),
        algorithm,
        checksum);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new Refusal(ErrorCode.MALFORMED_XML);
    }
  }

  /// The checksum of the whole object that the headers tell; null for none.
  private @Nullable Checksum checksum(S3Request request, String id) {
    BodyClaims claims = ChecksumHeaders.announced(request.headers());
    if (claims.algorithm() == null || claims.checksum() == null) {
      return null;
    }
    Checksum.Type type = ChecksumHeaders.type(request.headers());
    if (type == null) {
      type = store.uploads().upload(request.caller(), request.ref(), id).checksums().type();
    }
    return new Checksum(claims.algorithm(), type, claims.checksum());
  }

  private static long size(S3Request request) {
    String header = request.headers().first("x-amz-mp-object-size");
    try {
      return header == null ? -1 : Long.parseLong(header);
    } catch (NumberFormatException e) {
      throw Refusal.argument("x-amz-mp-object-size", String.valueOf(header), "Invalid Argument");
    }
  }

  HttpResponse abort(S3Request request) {
    store.uploads().abort(request.caller(), request.ref(), request.query().text("uploadId"));
    return new HttpResponse(204);
  }

  HttpResponse listParts(S3Request request) {
    String id = request.query().text("uploadId");
    Upload upload = store.uploads().upload(request.caller(), request.ref(), id);
    int marker = request.query().number("part-number-marker", 0);
    int most = Math.min(ListingFace.PAGE, request.query().number("max-parts", ListingFace.PAGE));
    List<Upload.Part> behind = List.copyOf(upload.parts().tailMap(marker, false).values());
    List<Upload.Part> page = behind.subList(0, Math.min(most, behind.size()));
    XmlText xml = new XmlText().root("ListPartsResult");
    xml.element("Bucket", request.bucket().value()).element("Key", request.key(), false);
    xml.element("UploadId", id).element("PartNumberMarker", marker);
    xml.element("NextPartNumberMarker", page.isEmpty() ? 0 : page.getLast().number());
    xml.element("MaxParts", most).element("IsTruncated", page.size() < behind.size());
    if (upload.checksums().explicit()) {
      xml.element("ChecksumAlgorithm", upload.checksums().algorithm().name());
      xml.element("ChecksumType", upload.checksums().type().name());
    }
    page.forEach(part -> write(part, part.checksum(upload.told(null)), xml));
    ListingFace.writeOwner(xml, "Initiator", upload.acl().ownerId());
    ListingFace.writeOwner(xml, "Owner", upload.acl().ownerId());
    xml.element("StorageClass", upload.attributes().storageClass().name());
    return xml.close("ListPartsResult").respond(200);
  }

  private static void write(Upload.Part part, @Nullable Checksum checksum, XmlText xml) {
    xml.open("Part").element("PartNumber", part.number());
    xml.element("LastModified", IsoTime.format(part.lastModified()));
    xml.element("ETag", part.etag().quoted()).element("Size", part.content().length());
    ChecksumHeaders.writeOfPart(checksum, xml);
    xml.close("Part");
  }
}
