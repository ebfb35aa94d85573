package dev.lockstep.process;

import org.junit.jupiter.api.Tag;

/// versitygw.
@Tag("versitygw")
class VersitygwCrashLoopTest extends RealServerCrashLoop {
  VersitygwCrashLoopTest() {
    super("VERSITYGW");
  }
}
