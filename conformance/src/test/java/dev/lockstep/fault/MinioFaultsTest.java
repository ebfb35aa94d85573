package dev.lockstep.fault;

import org.junit.jupiter.api.Tag;

/// MinIO.
@Tag("minio")
class MinioFaultsTest extends RealServerFaults {
  MinioFaultsTest() {
    super("MINIO");
  }
}
