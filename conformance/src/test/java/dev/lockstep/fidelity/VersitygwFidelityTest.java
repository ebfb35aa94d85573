package dev.lockstep.fidelity;

import org.junit.jupiter.api.Tag;

/// versitygw 1.8.
@Tag("versitygw")
class VersitygwFidelityTest extends RealServerFidelity {
  VersitygwFidelityTest() {
    super("VERSITYGW", "versitygw 1.8");
  }
}
