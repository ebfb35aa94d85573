package dev.lockstep.history;

import org.junit.jupiter.api.Tag;

/// MinIO.
@Tag("minio")
class MinioHistoriesTest extends RealServerHistories {
  MinioHistoriesTest() {
    super("MINIO");
  }
}
