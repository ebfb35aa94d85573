package dev.lockstep.history;

import java.util.Set;
import org.junit.jupiter.api.Tag;

/// MinIO.
@Tag("minio")
class MinioHistoriesTest extends RealServerHistories {
  MinioHistoriesTest() {
    super("MINIO");
  }

  /// No folders with more than one version, no `//`, no `..`, and 255 bytes between slashes.
  @Override
  Set<Integer> notKept() {
    return Set.of(1, 2, 3, 7);
  }
}
