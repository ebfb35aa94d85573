package dev.lockstep.cli;

import org.junit.jupiter.api.Tag;

/// Ceph RGW.
@Tag("rgw")
class CephRgwStepOneTest extends RealServerStepOne {
  CephRgwStepOneTest() {
    super("RGW");
  }
}
