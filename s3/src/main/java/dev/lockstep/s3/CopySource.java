package dev.lockstep.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.object.ObjectRef;
import dev.lockstep.s3.sign.PercentEncoding;
import dev.lockstep.s3.wire.WireText;

/// The header `x-amz-copy-source`.
final class CopySource {
  private CopySource() {}

  static String of(ObjectRef source) {
    WireText text = new WireText(128).put(source.bucket().value()).put('/');
    PercentEncoding.putPath(text, source.key().toBytes());
    if (source.version() != null) {
      text.put("?versionId=");
      PercentEncoding.putQuery(text, source.version().value().getBytes(UTF_8));
    }
    return text.toString();
  }
}
