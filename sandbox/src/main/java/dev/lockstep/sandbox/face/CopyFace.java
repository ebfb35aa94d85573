package dev.lockstep.sandbox.face;

import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.sandbox.http.HttpHeaders;
import dev.lockstep.sandbox.http.HttpResponse;
import dev.lockstep.sandbox.store.MultipartUploads.CopiedPart;
import dev.lockstep.sandbox.store.ObjectCopies.Copied;
import dev.lockstep.sandbox.store.ObjectCopies.CopyRequest;
import dev.lockstep.sandbox.store.ObjectReads.Found;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.store.StoredBucket;
import dev.lockstep.sandbox.store.Upload;

/// Copies within the store: of objects, and of ranges into parts.
final class CopyFace {
  private final SandboxStore store;

  CopyFace(SandboxStore store) {
    this.store = store;
  }

  HttpResponse copyObject(S3Request request) {
    HttpHeaders headers = request.headers();
    AttributeHeaders.refuseUnknown(headers);
    StoredBucket bucket = store.writes().target(request.caller(), request.ref());
    ObjectAttributes asked = AttributeHeaders.read(headers);
    CopyRequest copy =
        new CopyRequest(
            ConditionHeaders.source(headers),
            replaces(headers, "x-amz-metadata-directive") ? asked : null,
            replaces(headers, "x-amz-tagging-directive") ? asked.tags() : null,
            AttributeHeaders.askedClass(headers),
            asked.encryption(),
            asked.header(ContentHeader.WEBSITE_REDIRECT),
            asked.lock(),
            ChecksumHeaders.asked(headers),
            AclText.ofHeaders(headers, request.caller(), bucket.owner()),
            ConditionHeaders.write(headers));
    Copied copied =
        store.copies().copy(request.caller(), CopySource.of(headers), request.ref(), copy);
    Found made = copied.target();
    XmlText xml = new XmlText().root("CopyObjectResult");
    xml.element("LastModified", IsoTime.format(made.version().lastModified()));
    xml.element("ETag", made.object().etag().quoted());
    ChecksumHeaders.write(made.object().checksum(), xml);
    HttpResponse response = xml.close("CopyObjectResult").respond(200);
    ObjectFace.writeVersion(made.id(), response);
    writeSource(copied.source(), response);
    AttributeHeaders.writeEncryption(made.object().attributes().encryption(), response);
    return response;
  }

  private static boolean replaces(HttpHeaders headers, String directive) {
    String value = headers.first(directive, "COPY");
    return switch (value) {
      case "COPY" -> false;
      case "REPLACE" -> true;
      default -> throw Refusal.argument(directive, value, "Unknown metadata directive.");
    };
  }

  private static void writeSource(Found source, HttpResponse response) {
    response.header(
        "x-amz-copy-source-version-id", source.id() == null ? null : source.id().value());
  }

  HttpResponse copyPart(S3Request request) {
    AttributeHeaders.refuseUnknown(request.headers());
    CopiedPart copied =
        store
            .uploads()
            .copyPart(
                request.caller(),
                request.ref(),
                request.query().text("uploadId"),
                request.query().number("partNumber", 0),
                CopySource.of(request.headers()),
                ConditionHeaders.source(request.headers()),
                RangeHeaders.source(request));
    Upload.Part part = copied.part();
    XmlText xml = new XmlText().root("CopyPartResult");
    xml.element("LastModified", IsoTime.format(part.lastModified()));
    xml.element("ETag", part.etag().quoted());
    ChecksumHeaders.writeOfPart(copied.checksum(), xml);
    HttpResponse response = xml.close("CopyPartResult").respond(200);
    writeSource(copied.source(), response);
    return response;
  }
}
