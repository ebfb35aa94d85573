package dev.lockstep.sandbox.face;

import dev.lockstep.object.ObjectLock;
import dev.lockstep.sandbox.http.HttpResponse;
import dev.lockstep.sandbox.store.ErrorCode;
import dev.lockstep.sandbox.store.Refusal;
import dev.lockstep.sandbox.store.SandboxStore;
import java.io.IOException;

/// Retentions and legal holds of versions, and whether a bucket has any.
final class LockFace {
  private static final int LARGEST = 1 << 20;

  private final SandboxStore store;

  LockFace(SandboxStore store) {
    this.store = store;
  }

  /// GetObjectLockConfiguration.
  HttpResponse fetchConfiguration(S3Request request) {
    if (!store.ownBucket(request.caller(), request.bucket()).locksObjects()) {
      throw new Refusal(ErrorCode.NO_LOCK_CONFIGURATION)
          .with("BucketName", request.bucket().value());
    }
    XmlText xml = new XmlText().root("ObjectLockConfiguration");
    return xml.element("ObjectLockEnabled", "Enabled")
        .close("ObjectLockConfiguration")
        .respond(200);
  }

  private ObjectLock lock(S3Request request) {
    return store.reads().fetchLock(request.caller(), request.ref());
  }

  /// GetObjectRetention.
  HttpResponse fetchRetention(S3Request request) {
    ObjectLock lock = lock(request);
    if (lock.mode() == null || lock.retainUntil() == null) {
      throw new Refusal(ErrorCode.NO_SUCH_LOCK);
    }
    XmlText xml = new XmlText().root("Retention").element("Mode", lock.mode().name());
    xml.element("RetainUntilDate", IsoTime.format(lock.retainUntil()));
    return xml.close("Retention").respond(200);
  }

  /// PutObjectRetention; one without a mode ends the retention.
  HttpResponse putRetention(S3Request request) throws IOException {
    XmlElement root = XmlElement.parse(ArrivedBody.readShort(request, LARGEST), "Retention");
    String mode = root.childText("Mode");
    String until = root.childText("RetainUntilDate");
    if ((mode == null) != (until == null)) {
      throw new Refusal(ErrorCode.MALFORMED_XML);
    }
    store
        .writes()
        .putRetention(
            request.caller(),
            request.ref(),
            LockHeaders.retention(mode, until),
            bypassesGovernance(request));
    return new HttpResponse(200);
  }

  /// Whether the header says that a retention of mode GOVERNANCE is to be passed over.
  static boolean bypassesGovernance(S3Request request) {
    return request
        .headers()
        .first("x-amz-bypass-governance-retention", "")
        .equalsIgnoreCase("true");
  }

  /// GetObjectLegalHold.
  HttpResponse fetchLegalHold(S3Request request) {
    if (!lock(request).legalHold()) {
      throw new Refusal(ErrorCode.NO_SUCH_LOCK);
    }
    return new XmlText().root("LegalHold").element("Status", "ON").close("LegalHold").respond(200);
  }

  /// PutObjectLegalHold.
  HttpResponse putLegalHold(S3Request request) throws IOException {
    XmlElement root = XmlElement.parse(ArrivedBody.readShort(request, LARGEST), "LegalHold");
    boolean held = LockHeaders.isOn(root.requiredText("Status"));
    store.writes().putLegalHold(request.caller(), request.ref(), held);
    return new HttpResponse(200);
  }
}
