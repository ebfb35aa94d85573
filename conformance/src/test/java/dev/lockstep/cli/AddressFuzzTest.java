package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever is typed as an address: one place and no other, or wrong usage.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class AddressFuzzTest {
  @Test
  void isThePlaceThatWasTypedOrWrongUsage() {
    long seed = 7;
    Mutations mutations =
        new Mutations(
            seed, List.of(":", "/", "//", "s3://", "..", "?", "%2F", "\u0000", "\n", " "));
    int places = 0;
    for (int round = 0; round < Mutations.rounds(); round++) {
      String base = mutations.random().nextBoolean() ? "old:photos/2026/ü" : "s3://photos/a//b";
      String typed =
          new String(mutations.of(base.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
      try {
        Address address = Address.parse(typed);

        places++;
        String store = address.store().isEmpty() ? "s3://" : address.store() + ":";
        String whole = store + address.bucket() + "/" + address.prefix().text();
        assertThat(whole).as("seed %d, round %d", seed, round).isIn(typed, typed + "/");
      } catch (WrongUsage e) {
        assertThat(e).as("seed %d, round %d", seed, round).hasMessageMatching("(?s).+");
      }
    }
    assertThat(places).isPositive();
  }
}
