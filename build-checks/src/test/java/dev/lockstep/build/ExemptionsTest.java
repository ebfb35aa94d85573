package dev.lockstep.build;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExemptionsTest {
  @Test
  void namesAClassOrAMethodWithItsReason() {
    Exemptions exemptions =
        Exemptions.parse(
            """
            # why
            dev.lockstep.copy.PartPlan          generated from the vendors' tables

            dev.lockstep.copy.PartPlan.sizes    one table
            """);

    assertTrue(exemptions.contain("dev.lockstep.copy.PartPlan"));
    assertTrue(exemptions.contain("dev.lockstep.copy.PartPlan.sizes"));
    assertFalse(exemptions.contain("dev.lockstep.copy.PartPlan.merge"));
  }

  @Test
  void refusesALineWithoutAReason() {
    assertThrows(
        IllegalArgumentException.class, () -> Exemptions.parse("dev.lockstep.copy.PartPlan"));
  }

  @Test
  void readsTheFileInTheJar() {
    assertFalse(Exemptions.inThisJar().contain("no.such.Name"));
  }
}
