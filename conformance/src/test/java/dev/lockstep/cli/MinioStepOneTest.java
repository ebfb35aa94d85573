package dev.lockstep.cli;

import org.junit.jupiter.api.Tag;

/// MinIO.
@Tag("minio")
class MinioStepOneTest extends RealServerStepOne {
  MinioStepOneTest() {
    super("MINIO");
  }
}
