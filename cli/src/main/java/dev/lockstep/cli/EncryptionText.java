package dev.lockstep.cli;

import dev.lockstep.object.Encryption;
import org.jspecify.annotations.Nullable;

/// How objects are to be encrypted, as it is typed.
final class EncryptionText {
  private static final String KMS = "sse-kms";

  private EncryptionText() {}

  /// @return null when nothing was typed
  static @Nullable Encryption parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (text.equals("sse-s3")) {
      return Encryption.SSE_S3;
    }
    if (text.equals(KMS)) {
      return new Encryption("aws:kms", null, false);
    }
    if (text.startsWith(KMS + ":") && text.length() > KMS.length() + 1) {
      return new Encryption("aws:kms", text.substring(KMS.length() + 1), false);
    }
    throw new WrongUsage("--encryption is sse-s3, sse-kms or sse-kms:KEY, not '" + text + "'");
  }
}
