package dev.lockstep.sandbox.face;

import dev.lockstep.object.ObjectRef;
import dev.lockstep.object.VersionId;
import dev.lockstep.sandbox.http.HttpHeaders;
import dev.lockstep.sandbox.store.Refusal;

/// The object that `x-amz-copy-source` names.
final class CopySource {
  static final String HEADER = "x-amz-copy-source";

  private static final String VERSION = "?versionId=";

  private CopySource() {}

  static ObjectRef of(HttpHeaders headers) {
    String header = headers.first(HEADER, "");
    int mark = header.indexOf(VERSION);
    String path = mark < 0 ? header : header.substring(0, mark);
    String version = mark < 0 ? null : header.substring(mark + VERSION.length());
    String octets = Octets.decode(path, true);
    String object = octets.startsWith("/") ? octets.substring(1) : octets;
    int slash = object.indexOf('/');
    if (slash <= 0 || slash == object.length() - 1 || "".equals(version)) {
      throw Refusal.argument(
          HEADER,
          header,
          "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
    }
    return new ObjectRef(
        Address.bucket(object.substring(0, slash)),
        Octets.key(object.substring(slash + 1)),
        version == null ? null : new VersionId(Octets.text(Octets.decode(version, true))));
  }
}
