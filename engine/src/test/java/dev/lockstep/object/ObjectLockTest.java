package dev.lockstep.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.object.ObjectLock.Mode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObjectLockTest {
  private static final Instant END = Instant.parse("2031-01-01T00:00:00Z");
  private static final ObjectLock BOTH =
      ObjectLock.retention(Mode.GOVERNANCE, END).withLegalHold(true);

  @Test
  void aRetentionLocksUntilItsEndAndAHoldForGood() {
    assertThat(BOTH.at(END.minusNanos(1))).isEqualTo(BOTH);
    assertThat(BOTH.at(END)).isEqualTo(ObjectLock.HOLD);
    assertThat(BOTH.withLegalHold(false).at(END)).isEqualTo(ObjectLock.NONE);
    assertThat(ObjectLock.HOLD.at(END)).isEqualTo(ObjectLock.HOLD);
  }

  @Test
  void aRetentionHasAModeAndAnEnd() {
    assertThatThrownBy(() -> new ObjectLock(Mode.COMPLIANCE, null, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ObjectLock(null, END, true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhatItIsForPeople() {
    assertThat(BOTH.words()).isEqualTo("GOVERNANCE until 2031-01-01T00:00:00Z and a legal hold");
    assertThat(BOTH.withLegalHold(false).words())
        .isEqualTo("GOVERNANCE until 2031-01-01T00:00:00Z");
    assertThat(ObjectLock.HOLD.words()).isEqualTo("a legal hold");
    assertThat(ObjectLock.NONE.words()).isEqualTo("none");
  }
}
