package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.telemetry.Progress;
import dev.lockstep.telemetry.Progress.Phase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTextTest {
  private final Progress progress = new Progress();

  @Test
  void tellsTheTimeLeftOnlyWhenNothingMoreCanCome() {
    progress.planned(100);
    progress.wrote(50);
    assertThat(ProgressText.line(progress.snapshot(), Duration.ofSeconds(10)))
        .contains("copied 0 of 1")
        .doesNotContain("left");

    progress.enter(Phase.COPYING);
    assertThat(ProgressText.line(progress.snapshot(), Duration.ofSeconds(10)))
        .endsWith("10.0 s left");
  }

  @Test
  void saysHowThingsStandWhenInterrupted() {
    StringWriter err = new StringWriter();
    TwoStores stores = new TwoStores();
    Surroundings around = stores.around(new PrintWriter(new StringWriter()), new PrintWriter(err));

    new Interruption(
            around.err(),
            ProgressLine.start(around, false, progress),
            DifferenceRows.to(null, false, true, around.err()),
            Interruption.UNFINISHED)
        .run();

    assertThat(err.toString())
        .startsWith("lockstep: interrupted; no object at the destination is half-written")
        .contains("run the same line again");
  }
}
