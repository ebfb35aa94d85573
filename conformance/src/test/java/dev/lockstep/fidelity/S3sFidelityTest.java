package dev.lockstep.fidelity;

import org.junit.jupiter.api.Tag;

/// s3s-fs 0.14.
@Tag("s3s")
class S3sFidelityTest extends RealServerFidelity {
  S3sFidelityTest() {
    super("S3S", "s3s-fs 0.14");
  }
}
