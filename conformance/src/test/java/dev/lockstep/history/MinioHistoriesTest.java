package dev.lockstep.history;

import java.util.Set;
import org.junit.jupiter.api.Tag;

/// MinIO.
@Tag("minio")
class MinioHistoriesTest extends RealServerHistories {
  MinioHistoriesTest() {
    super("MINIO");
  }

  /// No `//`, no `..`, and 255 bytes between slashes. Of a folder it keeps versions only if their
  /// ids are said.
  @Override
  Set<Integer> notKept(boolean saysIds) {
    return saysIds ? Set.of(2, 3, 7) : Set.of(1, 2, 3, 7);
  }
}
