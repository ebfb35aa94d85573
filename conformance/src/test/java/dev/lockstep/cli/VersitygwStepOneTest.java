package dev.lockstep.cli;

import java.util.Set;
import org.junit.jupiter.api.Tag;

/// Versity S3 Gateway.
@Tag("versitygw")
class VersitygwStepOneTest extends RealServerStepOne {
  VersitygwStepOneTest() {
    super("VERSITYGW");
  }

  /// Control characters come back from its listings as U+FFFD.
  @Override
  Set<String> notListed() {
    return Set.of("new\nline");
  }
}
