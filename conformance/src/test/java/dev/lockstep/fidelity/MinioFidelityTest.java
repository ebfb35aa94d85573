package dev.lockstep.fidelity;

import org.junit.jupiter.api.Tag;

/// MinIO 2026-02.
@Tag("minio")
class MinioFidelityTest extends RealServerFidelity {
  MinioFidelityTest() {
    super("MINIO", "MinIO 2026-02");
  }
}
