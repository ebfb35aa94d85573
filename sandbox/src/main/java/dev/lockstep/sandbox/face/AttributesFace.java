package dev.lockstep.sandbox.face;

import dev.lockstep.object.Checksum;
import dev.lockstep.sandbox.http.HttpResponse;
import dev.lockstep.sandbox.store.HttpDate;
import dev.lockstep.sandbox.store.ObjectReads.Found;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.SandboxStore;
import dev.lockstep.sandbox.store.StoredObject;
import dev.lockstep.sandbox.store.StoredObject.ObjectPart;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// GetObjectAttributes.
final class AttributesFace {
  private static final String HEADER = "x-amz-object-attributes";
  private static final Set<String> KNOWN =
      Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");
  private static final int PAGE = 1000;

  private final SandboxStore store;

  AttributesFace(SandboxStore store) {
    this.store = store;
  }

  HttpResponse fetch(S3Request request) {
    Set<String> asked =
        Arrays.stream(request.headers().joined(HEADER).split(",", -1))
            .map(String::strip)
            .collect(Collectors.toSet());
    if (!KNOWN.containsAll(asked)) {
      throw Refusal.argument(
          HEADER, request.headers().joined(HEADER), "Invalid attribute name specified.");
    }
    Found found = store.reads().find(request.caller(), request.ref());
    StoredObject object = found.object();
    XmlText xml = new XmlText().root("GetObjectAttributesResponse");
    if (asked.contains("ETag")) {
      xml.element("ETag", object.etag().value());
    }
    if (asked.contains("Checksum") && object.checksum() != null) {
      xml.open("Checksum");
      ChecksumHeaders.write(object.checksum(), xml);
      xml.close("Checksum");
    }
    if (asked.contains("ObjectParts") && !object.parts().isEmpty()) {
      writeParts(request, object, xml);
    }
    if (asked.contains("StorageClass")) {
      xml.element("StorageClass", object.attributes().storageClass().name());
    }
    if (asked.contains("ObjectSize")) {
      xml.element("ObjectSize", object.size());
    }
    HttpResponse response = xml.close("GetObjectAttributesResponse").respond(200);
    ObjectFace.writeVersion(found.id(), response);
    return response.header("Last-Modified", HttpDate.format(found.version().lastModified()));
  }

  private static void writeParts(S3Request request, StoredObject object, XmlText xml) {
    int marker = number(request, "x-amz-part-number-marker", 0);
    int most = Math.min(PAGE, number(request, "x-amz-max-parts", PAGE));
    List<ObjectPart> behind =
        object.parts().stream().filter(part -> part.number() > marker).toList();
    List<ObjectPart> page = behind.subList(0, Math.min(most, behind.size()));
    xml.open("ObjectParts").element("IsTruncated", page.size() < behind.size());
    xml.element("MaxParts", most).element("PartNumberMarker", marker);
    xml.element("NextPartNumberMarker", page.isEmpty() ? 0 : page.getLast().number());
    xml.element("PartsCount", object.parts().size());
    for (ObjectPart part : page) {
      xml.open("Part").element("PartNumber", part.number()).element("Size", part.size());
      Checksum whole = object.checksum();
      if (whole != null && part.checksum() != null) {
        xml.element(ChecksumHeaders.element(whole.algorithm()), part.checksum());
      }
      xml.close("Part");
    }
    xml.close("ObjectParts");
  }

  private static int number(S3Request request, String header, int otherwise) {
    String value = request.headers().first(header);
    try {
      return value == null ? otherwise : Math.max(0, Integer.parseInt(value));
    } catch (NumberFormatException e) {
      throw Refusal.argument(header, String.valueOf(value), "Provided value is not a number");
    }
  }
}
