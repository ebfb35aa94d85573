package dev.lockstep.sandbox.face;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.VersionId;
import dev.lockstep.sandbox.http.HttpResponse;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.HttpDate;
import dev.lockstep.sandbox.store.ObjectDeletes.Deleted;
import dev.lockstep.sandbox.store.ObjectReads.Found;
import dev.lockstep.sandbox.store.ObjectWrites.NewObject;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.store.Selection;
import dev.lockstep.sandbox.store.StoredBucket;
import dev.lockstep.sandbox.store.StoredObject;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Objects: read, written in one piece, deleted.
final class ObjectFace {
  private final SandboxStore store;

  ObjectFace(SandboxStore store) {
    this.store = store;
  }

  HttpResponse fetch(S3Request request) {
    Found found =
        store
            .reads()
            .open(request.caller(), request.ref(), ConditionHeaders.read(request.headers()));
    return answer(request, found);
  }

  HttpResponse head(S3Request request) {
    Found found = store.reads().find(request.caller(), request.ref());
    ConditionHeaders.read(request.headers()).check(found.version(), ErrorCode.NOT_MODIFIED);
    return answer(request, found);
  }

  private static HttpResponse answer(S3Request request, Found found) {
    StoredObject object = found.object();
    Selection selection = Selection.of(object, RangeHeaders.wanted(request));
    HttpResponse response = new HttpResponse(selection.partial() ? 206 : 200);
    response.header("Last-Modified", HttpDate.format(found.version().lastModified()));
    response.header("ETag", object.etag().quoted()).header("Accept-Ranges", "bytes");
    AttributeHeaders.write(overridden(object.attributes(), request), response);
    writeVersion(found.id(), response);
    if (selection.partial()) {
      long last = selection.offset() + selection.length() - 1;
      response.header(
          "Content-Range", "bytes " + selection.offset() + "-" + last + "/" + object.size());
    }
    if (selection.parts() > 0) {
      response.header("x-amz-mp-parts-count", Integer.toString(selection.parts()));
    }
    if (request.headers().first("x-amz-checksum-mode", "").equalsIgnoreCase("ENABLED")) {
      ChecksumHeaders.write(selection.checksum(), response);
    }
    return response.content(object.content(), selection.offset(), selection.length());
  }

  /// With the content headers that the request's parameters set for this answer.
  private static ObjectAttributes overridden(ObjectAttributes attributes, S3Request request) {
    Map<ContentHeader, String> headers = new EnumMap<>(ContentHeader.class);
    headers.putAll(attributes.headers());
    for (ContentHeader header : ContentHeader.values()) {
      String parameter = "response-" + header.headerName();
      if (request.query().has(parameter)) {
        if (request.caller().anonymous()) {
          throw new Refusal(
              ErrorCode.INVALID_REQUEST,
              "Request specific response headers cannot be used for anonymous GET requests.");
        }
        headers.put(header, request.query().parameters().getOrDefault(parameter, ""));
      }
    }
    return attributes.withHeaders(headers);
  }

  static void writeVersion(@Nullable VersionId id, HttpResponse response) {
    response.header("x-amz-version-id", id == null ? null : id.value());
  }

  HttpResponse put(S3Request request) throws IOException {
    AttributeHeaders.refuseUnknown(request.headers());
    StoredBucket bucket = store.writes().target(request.caller(), request.ref());
    AccessControl acl = AclText.ofHeaders(request.headers(), request.caller(), bucket.owner());
    ObjectAttributes attributes = AttributeHeaders.read(request.headers());
    ArrivedBody body = ArrivedBody.read(request, bucket, null, store.limits().singleWrite());
    LockHeaders.checkDigest(attributes.lock(), body.claims());
    NewObject fresh =
        new NewObject(
            body.received(),
            body.claims().kept(),
            attributes,
            acl,
            ConditionHeaders.write(request.headers()));
    Found made = store.writes().put(request.caller(), request.ref(), fresh);
    HttpResponse response = new HttpResponse(200);
    response.header("ETag", made.object().etag().quoted());
    writeVersion(made.id(), response);
    ChecksumHeaders.write(made.object().checksum(), response);
    AttributeHeaders.writeEncryption(made.object().attributes().encryption(), response);
    return response;
  }

  HttpResponse delete(S3Request request) {
    Deleted deleted =
        store
            .deletes()
            .delete(
                request.caller(),
                request.ref(),
                ConditionHeaders.write(request.headers()),
                LockFace.bypassesGovernance(request));
    HttpResponse response = new HttpResponse(204);
    writeVersion(deleted.version(), response);
    return response.header("x-amz-delete-marker", deleted.marker() ? "true" : null);
  }
}
