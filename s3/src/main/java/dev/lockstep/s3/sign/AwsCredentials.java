package dev.lockstep.s3.sign;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who we are to a store.
///
/// @param sessionToken what temporary keys come with; null for lasting ones
/// @param expires when temporary keys end; null when that is not known or never
public record AwsCredentials(
    String accessKeyId,
    Secret secretKey,
    @Nullable Secret sessionToken,
    @Nullable Instant expires) {
  public AwsCredentials {
    if (accessKeyId.isEmpty() || !accessKeyId.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException("The access key id is not sensible");
    }
  }

  /// Asked for every signature, mostly about itself.
  @Override
  public boolean equals(Object other) {
    return other == this
        || other instanceof AwsCredentials credentials
            && accessKeyId.equals(credentials.accessKeyId)
            && secretKey.equals(credentials.secretKey)
            && Objects.equals(sessionToken, credentials.sessionToken)
            && Objects.equals(expires, credentials.expires);
  }

  @Override
  public int hashCode() {
    return accessKeyId.hashCode();
  }

  public static AwsCredentials lasting(String accessKeyId, Secret secretKey) {
    return new AwsCredentials(accessKeyId, secretKey, null, null);
  }
}
