package dev.lockstep.fidelity;

import org.junit.jupiter.api.Tag;

/// Ceph RGW 16.2.
@Tag("rgw")
class CephRgwFidelityTest extends RealServerFidelity {
  CephRgwFidelityTest() {
    super("RGW", "Ceph RGW 16.2");
  }
}
