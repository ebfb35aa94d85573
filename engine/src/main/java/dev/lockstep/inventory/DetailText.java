package dev.lockstep.inventory;

import dev.lockstep.endpoint.AccessControl;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectHead;
import dev.lockstep.object.ObjectLock;
import dev.lockstep.telemetry.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What single requests have told, in AWS's words; empty where they have not.
final class DetailText {
  private DetailText() {}

  static String of(InventoryField field, ObjectDetail detail) {
    AccessControl acl = detail.acl();
    ObjectHead head = detail.head();
    return switch (field.cost()) {
      case HEAD -> head == null ? "" : ofHead(field, head);
      case ACL -> acl == null ? "" : ofAcl(field, acl);
      case LISTING -> "";
    };
  }

  private static String ofAcl(InventoryField field, AccessControl acl) {
    return field == InventoryField.OBJECT_OWNER ? acl.ownerId() : encoded(acl);
  }

  private static String ofHead(InventoryField field, ObjectHead head) {
    return switch (field) {
      case REPLICATION_STATUS -> told(head.standing().replication());
      case ENCRYPTION_STATUS -> encryption(head.attributes().encryption());
      case OBJECT_LOCK_MODE -> mode(head.attributes().lock());
      case OBJECT_LOCK_LEGAL_HOLD_STATUS -> hold(head);
      case INTELLIGENT_TIERING_ACCESS_TIER -> tier(head);
      case BUCKET_KEY_STATUS -> bucketKey(head.attributes().encryption());
      case CHECKSUM_ALGORITHM ->
          head.checksums().stream()
              .map(checksum -> checksum.algorithm().name())
              .collect(Collectors.joining(","));
      case BUCKET,
          KEY,
          VERSION_ID,
          IS_LATEST,
          IS_DELETE_MARKER,
          SIZE,
          LAST_MODIFIED_DATE,
          E_TAG,
          STORAGE_CLASS,
          IS_MULTIPART_UPLOADED,
          OBJECT_LOCK_RETAIN_UNTIL_DATE,
          LIFECYCLE_EXPIRATION_DATE,
          OBJECT_ACCESS_CONTROL_LIST,
          OBJECT_OWNER ->
          "";
    };
  }

  private static String told(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static String encryption(@Nullable Encryption encryption) {
    return switch (encryption == null ? "" : encryption.algorithm()) {
      case "" -> "NOT-SSE";
      case "AES256" -> "SSE-S3";
      case "aws:kms" -> "SSE-KMS";
      case "aws:kms:dsse" -> "DSSE-KMS";
      default -> encryption == null ? "" : encryption.algorithm();
    };
  }

  /// Only of objects that a KMS key encrypts.
  private static String bucketKey(@Nullable Encryption encryption) {
    if (encryption == null || !encryption.hidesMd5()) {
      return "";
    }
    return encryption.bucketKey() ? "ENABLED" : "DISABLED";
  }

  private static String mode(ObjectLock lock) {
    return lock.mode() == null ? "" : lock.mode().name();
  }

  /// Nothing where the store doesn't say.
  private static String hold(ObjectHead head) {
    if (head.attributes().lock().legalHold()) {
      return "On";
    }
    return told(head.standing().legalHold()).equalsIgnoreCase("OFF") ? "Off" : "";
  }

  /// A HeadObject tells of the archive tiers alone.
  private static String tier(ObjectHead head) {
    return switch (told(head.standing().archive())) {
      case "ARCHIVE_ACCESS" -> "ARCHIVE";
      case "DEEP_ARCHIVE_ACCESS" -> "DEEP_ARCHIVE";
      default -> "";
    };
  }

  static @Nullable Long millis(InventoryField field, ObjectDetail detail) {
    ObjectHead head = detail.head();
    Instant time = head == null ? null : time(field, head);
    return time == null ? null : time.toEpochMilli();
  }

  private static @Nullable Instant time(InventoryField field, ObjectHead head) {
    return field == InventoryField.LIFECYCLE_EXPIRATION_DATE
        ? head.standing().expires()
        : head.attributes().lock().retainUntil();
  }

  /// Base64 of JSON, as AWS writes it.
  private static String encoded(AccessControl acl) {
    StringBuilder text = new StringBuilder();
    JsonWriter json = new JsonWriter(text).beginObject();
    json.member("version", "2022-11-10").member("status", "AVAILABLE");
    json.name("grants").beginArray();
    for (AccessControl.Grant grant : acl.grants()) {
      json.beginObject();
      switch (grant.grantee()) {
        case AccessControl.Grantee.CanonicalUser user ->
            json.member("canonicalId", user.id()).member("type", "CanonicalUser");
        case AccessControl.Grantee.Group group ->
            json.member("uri", group.uri()).member("type", "Group");
        case AccessControl.Grantee.Email email ->
            json.member("emailAddress", email.address()).member("type", "AmazonCustomerByEmail");
      }
      json.member("permission", grant.permission()).endObject();
    }
    json.endArray().endObject();
    return Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
