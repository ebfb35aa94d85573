package dev.lockstep.fault;

import org.junit.jupiter.api.Tag;

/// versitygw.
@Tag("versitygw")
class VersitygwFaultsTest extends RealServerFaults {
  VersitygwFaultsTest() {
    super("VERSITYGW");
  }
}
