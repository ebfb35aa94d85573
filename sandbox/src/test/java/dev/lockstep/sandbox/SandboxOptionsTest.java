package dev.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.sandbox.signature.UnsignedPayload;
import org.junit.jupiter.api.Test;

class SandboxOptionsTest {
  private static SandboxOptions parse(String... arguments) {
    return SandboxOptions.parse(arguments);
  }

  @Test
  void bodiesWithoutAHashAreTakenUnlessRefused() {
    assertThat(parse().unsigned()).isEqualTo(UnsignedPayload.TAKEN);
    assertThat(parse("--refuse-unsigned").unsigned()).isEqualTo(UnsignedPayload.REFUSED);
  }

  @Test
  void anOptionWithoutAValueStandsAmongOthers() {
    SandboxOptions options = parse("--bucket", "a", "--refuse-unsigned", "--port", "1");

    assertThat(options.buckets()).containsExactly("a");
    assertThat(options.port()).isEqualTo(1);
  }

  @Test
  void aMissingValueIsTold() {
    assertThatThrownBy(() -> parse("--bucket", "a", "--port")).hasMessage("--port needs a value");
  }
}
