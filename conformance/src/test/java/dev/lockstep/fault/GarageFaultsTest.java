package dev.lockstep.fault;

import org.junit.jupiter.api.Tag;

/// Garage.
@Tag("garage")
class GarageFaultsTest extends RealServerFaults {
  GarageFaultsTest() {
    super("GARAGE");
  }
}
