package dev.lockstep.fidelity;

import org.junit.jupiter.api.Tag;

/// Garage 2.5.
@Tag("garage")
class GarageFidelityTest extends RealServerFidelity {
  GarageFidelityTest() {
    super("GARAGE", "Garage 2.5");
  }
}
