package dev.lockstep.sandbox.store;

import dev.lockstep.object.ContentHeader;
import dev.lockstep.object.Encryption;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.ObjectKey;
import dev.lockstep.object.StorageClass;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The limits of S3 for keys, metadata, tags and classes.
public final class AttributeRules {
  public static final int MOST_TAGS = 10;
  private static final int LONGEST_KEY = 1024;
  private static final int LARGEST_METADATA = 2048;
  private static final int LONGEST_TAG_KEY = 128;
  private static final int LONGEST_TAG_VALUE = 256;
  private static final Pattern TAG_TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
  private static final Set<String> CLASSES =
      Set.of(
          "STANDARD",
          "REDUCED_REDUNDANCY",
          "STANDARD_IA",
          "ONEZONE_IA",
          "INTELLIGENT_TIERING",
          "GLACIER",
          "GLACIER_IR",
          "DEEP_ARCHIVE");
  private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");
  private static final String DEFAULT_KMS_KEY =
      "arn:aws:kms:us-east-1:000000000000:key/lockstep-sandbox";

  private AttributeRules() {}

  static void checkKey(ObjectKey key) {
    if (key.length() > LONGEST_KEY) {
      throw new Refusal(ErrorCode.KEY_TOO_LONG)
          .with("Size", Integer.toString(key.length()))
          .with("MaxSizeAllowed", Integer.toString(LONGEST_KEY));
    }
    for (int i = 0; i < key.length(); i++) {
      if (key.byteAt(i) > 127) {
        checkUtf8(key);
        return;
      }
    }
  }

  private static void checkUtf8(ObjectKey key) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key.toBytes()));
    } catch (CharacterCodingException e) {
      throw new Refusal(ErrorCode.INVALID_URI);
    }
  }

  /// The attributes as the store keeps them: checked, and with S3's defaults.
  public static ObjectAttributes checked(ObjectAttributes attributes) {
    checkMetadata(attributes.userMetadata());
    checkTags(attributes.tags());
    checkClass(attributes.storageClass());
    return attributes
        .withHeaders(withType(attributes.headers()))
        .withEncryption(checkedEncryption(attributes.encryption()));
  }

  private static Map<ContentHeader, String> withType(Map<ContentHeader, String> headers) {
    if (headers.containsKey(ContentHeader.CONTENT_TYPE)) {
      return headers;
    }
    Map<ContentHeader, String> typed = new EnumMap<>(ContentHeader.class);
    typed.putAll(headers);
    typed.put(ContentHeader.CONTENT_TYPE, "binary/octet-stream");
    return typed;
  }

  private static void checkMetadata(Map<String, String> metadata) {
    int size =
        metadata.entrySet().stream()
            .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
            .sum();
    if (size > LARGEST_METADATA) {
      throw new Refusal(ErrorCode.METADATA_TOO_LARGE)
          .with("Size", Integer.toString(size))
          .with("MaxSizeAllowed", Integer.toString(LARGEST_METADATA));
    }
  }

  static void checkTags(Map<String, String> tags) {
    if (tags.size() > MOST_TAGS) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "Object tags cannot be greater than " + MOST_TAGS);
    }
    tags.forEach(AttributeRules::checkTag);
  }

  private static void checkTag(String key, String value) {
    if (key.isEmpty() || key.codePointCount(0, key.length()) > LONGEST_TAG_KEY) {
      throw new Refusal(ErrorCode.INVALID_TAG, "The TagKey you have provided is invalid")
          .with("TagKey", key);
    }
    if (key.startsWith("aws:") || !TAG_TEXT.matcher(key).matches()) {
      throw new Refusal(ErrorCode.INVALID_TAG, "The TagKey you have provided is invalid")
          .with("TagKey", key);
    }
    if (value.codePointCount(0, value.length()) > LONGEST_TAG_VALUE
        || !TAG_TEXT.matcher(value).matches()) {
      throw new Refusal(ErrorCode.INVALID_TAG, "The TagValue you have provided is invalid")
          .with("TagKey", key)
          .with("TagValue", value);
    }
  }

  private static void checkClass(StorageClass storageClass) {
    if (!CLASSES.contains(storageClass.name())) {
      throw new Refusal(ErrorCode.INVALID_STORAGE_CLASS)
          .with("StorageClassRequested", storageClass.name());
    }
  }

  /// Refuses to read the bytes of an object that would first have to be restored.
  static void checkReadable(StoredObject object) {
    String storageClass = object.attributes().storageClass().name();
    if (ARCHIVES.contains(storageClass)) {
      throw new Refusal(ErrorCode.INVALID_OBJECT_STATE).with("StorageClass", storageClass);
    }
    if (!object.content().kept()) {
      throw Refusal.notImplemented("Reading from a bucket that keeps no bytes");
    }
  }

  private static @Nullable Encryption checkedEncryption(@Nullable Encryption asked) {
    if (asked == null) {
      return null;
    }
    return switch (asked.algorithm()) {
      case "AES256" -> Encryption.SSE_S3;
      case "aws:kms", "aws:kms:dsse" ->
          asked.keyId() == null
              ? new Encryption(asked.algorithm(), DEFAULT_KMS_KEY, asked.bucketKey())
              : asked;
      default ->
          throw Refusal.argument(
              "x-amz-server-side-encryption",
              asked.algorithm(),
              "The encryption method specified is not supported");
    };
  }
}
