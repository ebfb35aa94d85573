package dev.lockstep.process;

import org.junit.jupiter.api.Tag;

/// MinIO.
@Tag("minio")
class MinioCrashLoopTest extends RealServerCrashLoop {
  MinioCrashLoopTest() {
    super("MINIO");
  }
}
