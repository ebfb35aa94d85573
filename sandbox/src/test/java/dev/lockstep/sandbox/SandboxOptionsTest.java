package dev.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.sandbox.face.Latency;
import dev.lockstep.sandbox.signature.UnsignedPayload;
import java.time.Duration;
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
  void latenciesAreInMilliseconds() {
    assertThat(parse("--latency", "50ms", "--page-latency", "100ms").latency())
        .isEqualTo(new Latency(Duration.ofMillis(50), Duration.ofMillis(100)));
    assertThat(parse().latency()).isEqualTo(Latency.NONE);
    assertThatThrownBy(() -> parse("--latency", "50")).hasMessage("'50' is no time such as 50ms");
  }

  @Test
  void aMissingValueIsTold() {
    assertThatThrownBy(() -> parse("--bucket", "a", "--port")).hasMessage("--port needs a value");
  }
}
