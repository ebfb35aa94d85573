package dev.lockstep.history;

import org.junit.jupiter.api.Tag;

/// Ceph RGW.
@Tag("rgw")
class CephRgwHistoriesTest extends RealServerHistories {
  CephRgwHistoriesTest() {
    super("RGW");
  }
}
