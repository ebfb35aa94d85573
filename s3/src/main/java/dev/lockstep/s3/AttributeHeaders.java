package dev.lockstep.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.StorageClass;
import dev.lockstep.s3.sign.PercentEncoding;
import dev.lockstep.s3.wire.WireText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what travels with an object as the headers of a request.
final class AttributeHeaders {
  private AttributeHeaders() {}

  /// All attributes.
  static void put(ObjectAttributes attributes, S3Call call) {
    putDescription(attributes, call);
    putTags(attributes.tags(), call);
    if (!attributes.storageClass().equals(StorageClass.STANDARD)) {
      call.header("x-amz-storage-class", attributes.storageClass().name());
    }
    putEncryption(attributes.encryption(), call);
    putLock(attributes.lock(), call);
  }

  static void putLock(ObjectLock lock, S3Call call) {
    if (lock.mode() != null) {
      call.header("x-amz-object-lock-mode", lock.mode().name());
      call.header("x-amz-object-lock-retain-until-date", String.valueOf(lock.retainUntil()));
    }
    if (lock.legalHold()) {
      call.header("x-amz-object-lock-legal-hold", "ON");
    }
  }

  /// Content headers and user metadata.
  static void putDescription(ObjectAttributes attributes, S3Call call) {
    for (Map.Entry<ContentHeader, String> header : attributes.headers().entrySet()) {
      call.header(header.getKey().headerName(), header.getValue());
    }
    for (Map.Entry<String, String> entry : attributes.userMetadata().entrySet()) {
      call.header("x-amz-meta-" + entry.getKey(), entry.getValue());
    }
  }

  /// Tags, if there are any.
  static void putTags(Map<String, String> tags, S3Call call) {
    if (tags.isEmpty()) {
      return;
    }
    WireText text = new WireText(128);
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      if (text.length() > 0) {
        text.put('&');
      }
      PercentEncoding.putQuery(text, tag.getKey().getBytes(UTF_8));
      text.put('=');
      PercentEncoding.putQuery(text, tag.getValue().getBytes(UTF_8));
    }
    call.header("x-amz-tagging", text.toString());
  }

  static void putEncryption(@Nullable Encryption encryption, S3Call call) {
    if (encryption == null) {
      return;
    }
    if (encryption.algorithm().equals(ObjectHeads.CUSTOMER_KEY)) {
      call.impossible("An object with a customer's own key can't be written: we have no such key");
    }
    call.header("x-amz-server-side-encryption", encryption.algorithm());
    call.header("x-amz-server-side-encryption-aws-kms-key-id", encryption.keyId());
    if (encryption.bucketKey()) {
      call.header("x-amz-server-side-encryption-bucket-key-enabled", "true");
    }
  }
}
