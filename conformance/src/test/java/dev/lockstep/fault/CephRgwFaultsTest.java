package dev.lockstep.fault;

import org.junit.jupiter.api.Tag;

/// Ceph RGW.
@Tag("rgw")
class CephRgwFaultsTest extends RealServerFaults {
  CephRgwFaultsTest() {
    super("RGW");
  }
}
