package dev.lockstep.sandbox.face;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.sandbox.http.HttpResponse;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.ObjectReads.Found;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.SandboxStore;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tags and access control lists of objects.
final class TagAclFace {
  private static final int LARGEST_TAGS = 1 << 20;

  private final SandboxStore store;

  TagAclFace(SandboxStore store) {
    this.store = store;
  }

  HttpResponse fetchTags(S3Request request) {
    Found found = store.reads().find(request.caller(), request.ref());
    XmlText xml = new XmlText().root("Tagging").open("TagSet");
    found
        .object()
        .attributes()
        .tags()
        .forEach((key, value) ->
            xml.open("Tag").element("Key", key).element("Value", value).close("Tag"));
    return versioned(found, xml.close("TagSet").close("Tagging").respond(200));
  }

  private static HttpResponse versioned(Found found, HttpResponse response) {
    ObjectFace.writeVersion(found.id(), response);
    return response;
  }

  HttpResponse putTags(S3Request request) throws IOException {
    XmlElement root = XmlElement.parse(ArrivedBody.readShort(request, LARGEST_TAGS), "Tagging");
    XmlElement set = root.child("TagSet");
    if (set == null) {
      throw new Refusal(ErrorCode.MALFORMED_XML);
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (XmlElement tag : set.children("Tag")) {
      if (tags.put(tag.requiredText("Key"), tag.requiredText("Value")) != null) {
        throw new Refusal(ErrorCode.INVALID_TAG, "Cannot provide multiple Tags with the same key");
      }
    }
    Found found = store.writes().putTags(request.caller(), request.ref(), tags);
    return versioned(found, new HttpResponse(200));
  }

  HttpResponse deleteTags(S3Request request) {
    Found found = store.writes().putTags(request.caller(), request.ref(), Map.of());
    return versioned(found, new HttpResponse(204));
  }

  HttpResponse fetchAcl(S3Request request) {
    return AclText.write(store.reads().fetchAcl(request.caller(), request.ref()));
  }

  HttpResponse putAcl(S3Request request) throws IOException {
    String owner = store.reads().fetchAcl(request.caller(), request.ref()).ownerId();
    AccessControl acl = AclText.ofRequest(request, store.bucket(request.bucket()).owner(), owner);
    return versioned(
        store.writes().putAcl(request.caller(), request.ref(), acl), new HttpResponse(200));
  }
}
