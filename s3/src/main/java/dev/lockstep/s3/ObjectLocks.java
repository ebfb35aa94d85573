package dev.lockstep.s3;

import dev.lockstep.endpoint.StoreException;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.object.ObjectRef;
import dev.lockstep.s3.xml.XmlElement;
import java.util.List;
import java.util.Set;

/// Retention and legal hold of a version, which have requests of their own.
final class ObjectLocks {
  /// What stores answer with status 404 where a version has none, or its bucket.
  private static final Set<String> NO_LOCK =
      Set.of("NoSuchObjectLockConfiguration", "ObjectLockConfigurationNotFoundError");

  /// versitygw 1.8 calls it by the name of its type.
  private static final List<String> RETENTION = List.of("Retention", "ObjectLockRetention");

  private final Requester requester;

  ObjectLocks(Requester requester) {
    this.requester = requester;
  }

  ObjectLock fetchRetention(ObjectRef object) {
    S3Call call =
        S3Call.of("GetObjectRetention", "GET", object, Manner.READ)
            .query(Query.resource("retention", object.version()));
    try (Answer answer = requester.send(call)) {
      XmlElement retention = answer.document(RETENTION);
      return ObjectHeads.retention(
          answer, retention.textOf("Mode"), retention.textOf("RetainUntilDate"));
    } catch (StoreException e) {
      if (NO_LOCK.contains(e.failure().detail().code())) {
        return ObjectLock.NONE;
      }
      throw e;
    }
  }

  boolean fetchLegalHold(ObjectRef object) {
    S3Call call =
        S3Call.of("GetObjectLegalHold", "GET", object, Manner.READ)
            .query(Query.resource("legal-hold", object.version()));
    try (Answer answer = requester.send(call)) {
      return answer.document("LegalHold").textOr("Status", "").strip().equals("ON");
    } catch (StoreException e) {
      if (NO_LOCK.contains(e.failure().detail().code())) {
        return false;
      }
      throw e;
    }
  }
}
