package dev.lockstep.sandbox.face;

import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import dev.lockstep.sandbox.http.HttpResponse;
import dev.lockstep.sandbox.store.BodyClaims;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.ObjectDeletes.Deleted;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.store.WriteConditions;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// DeleteObjects.
final class DeleteFace {
  private static final int MOST = 1000;
  private static final int LARGEST = 8 << 20;

  private final SandboxStore store;

  DeleteFace(SandboxStore store) {
    this.store = store;
  }

  HttpResponse delete(S3Request request) throws IOException {
    store.bucket(request.bucket());
    XmlElement root = XmlElement.parse(verifiedBody(request), "Delete");
    List<XmlElement> objects = root.children("Object");
    if (objects.isEmpty() || objects.size() > MOST) {
      throw new Refusal(ErrorCode.MALFORMED_XML);
    }
    boolean quiet = "true".equals(root.childText("Quiet"));
    XmlText xml = new XmlText().root("DeleteResult");
    for (XmlElement object : objects) {
      delete(request, object, quiet, xml);
    }
    return xml.close("DeleteResult").respond(200);
  }

  private static byte[] verifiedBody(S3Request request) throws IOException {
    BodyClaims claims = ChecksumHeaders.announced(request.headers());
    if (claims.md5() == null && claims.algorithm() == null) {
      throw new Refusal(
          ErrorCode.INVALID_REQUEST, "Missing required header for this request: Content-MD5");
    }
    return ArrivedBody.readShort(request, claims, LARGEST);
  }

  private void delete(S3Request request, XmlElement object, boolean quiet, XmlText xml) {
    ObjectKey key = ObjectKey.of(object.requiredText("Key"));
    String version = object.childText("VersionId");
    VersionId id = version == null || version.isEmpty() ? null : new VersionId(version);
    ObjectRef ref = new ObjectRef(request.bucket(), key, id);
    try {
      WriteConditions conditions = new WriteConditions(object.childText("ETag"), null);
      Deleted deleted =
          store
              .deletes()
              .delete(request.caller(), ref, conditions, LockFace.bypassesGovernance(request));
      if (!quiet) {
        writeDeleted(ref, deleted, xml);
      }
    } catch (Refusal refusal) {
      xml.open("Error").element("Key", key, false);
      writeVersion(ref.version(), "VersionId", xml);
      xml.element("Code", refusal.code().code()).element("Message", refusal.text());
      xml.close("Error");
    }
  }

  private static void writeDeleted(ObjectRef ref, Deleted deleted, XmlText xml) {
    xml.open("Deleted").element("Key", ref.key(), false);
    writeVersion(ref.version(), "VersionId", xml);
    if (deleted.marker()) {
      xml.element("DeleteMarker", true);
      writeVersion(deleted.version(), "DeleteMarkerVersionId", xml);
    }
    xml.close("Deleted");
  }

  private static void writeVersion(@Nullable VersionId id, String element, XmlText xml) {
    if (id != null) {
      xml.element(element, id.value());
    }
  }
}
