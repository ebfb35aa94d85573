package dev.lockstep.s3;

import dev.lockstep.endpoint.ObjectStore;
import java.time.InstantSource;

/// Makes stores.
public final class S3Stores {
  private S3Stores() {}

  /// A store of which everything is known.
  public static ObjectStore of(S3Settings settings, InstantSource clock) {
    return new S3ObjectStore(settings, clock);
  }
}
