package dev.lockstep.fault;

import org.junit.jupiter.api.Tag;

/// s3s-fs.
@Tag("s3s")
class S3sFaultsTest extends RealServerFaults {
  S3sFaultsTest() {
    super("S3S");
  }
}
