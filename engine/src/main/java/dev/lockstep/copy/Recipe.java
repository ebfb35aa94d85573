package dev.lockstep.copy;

import dev.lockstep.object.Checksum;
import dev.lockstep.object.ETag;
import dev.lockstep.object.ObjectAttributes;
import dev.lockstep.object.VersionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a multipart upload is made of, as a digest: an upload may be gone on with when it would
/// come out the same, byte by byte, cut by cut and attribute by attribute, and under the same id
/// where one was said: it is that of the upload from the first request on.
final class Recipe {
  private Recipe() {}

  /// @param pinned the ETag of the source
  /// @param checksum that the copy is to have; null for none
  static String of(
      CopyRequest request,
      ETag pinned,
      PartPlan plan,
      ObjectAttributes attributes,
      @Nullable Checksum checksum) {
    MessageDigest digest = newSha256();
    add(digest, request.source().toString());
    add(digest, pinned.value());
    for (int number = 1; number <= plan.count(); number++) {
      add(digest, Long.toString(plan.length(number)));
    }
    add(digest, new TreeMap<>(attributes.headers()).toString());
    add(digest, new TreeMap<>(attributes.userMetadata()).toString());
    add(digest, new TreeMap<>(attributes.tags()).toString());
    add(digest, attributes.storageClass().name());
    add(digest, String.valueOf(attributes.encryption()));
    if (!attributes.lock().isNone()) {
      add(digest, attributes.lock().toString());
    }
    add(digest, String.valueOf(checksum));
    VersionId id = request.target().version();
    if (id != null) {
      add(digest, "version " + id);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String field) {
    digest.update(field.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
