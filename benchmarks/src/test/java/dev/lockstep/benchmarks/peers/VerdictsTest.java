package dev.lockstep.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictsTest {
  private static Measured tool(String name, String wrong, double... processor) {
    List<Sample> samples =
        java.util.Arrays.stream(processor)
            .mapToObj(seconds -> new Sample(seconds * 2, seconds, 0, 100 << 10, 0, Map.of(), wrong))
            .toList();
    return new Measured(name, "", samples);
  }

  private static Verdict rate(double times, Measured... tools) {
    return new Verdicts(List.of(tools), 1000, "objects").rate(times).list().getFirst();
  }

  @Test
  void theMedianOfOursIsSetAgainstTheBestPeers() {
    Verdict verdict = rate(3, tool("ours", "", 1, 2, 30), tool("slow", "", 9), tool("fast", "", 6));

    assertThat(verdict.ours()).isEqualTo("500");
    assertThat(verdict.other()).isEqualTo("fast 167");
    assertThat(verdict.ratio()).isEqualTo("3.00");
    assertThat(verdict.met()).isTrue();
    assertThat(rate(3.1, tool("ours", "", 2), tool("fast", "", 6)).met()).isFalse();
  }

  @Test
  void aPeerWhoseAnswerIsWrongIsNoMeasure() {
    Verdict verdict = rate(1, tool("ours", "", 2), tool("wrong", "lost", 1), tool("right", "", 4));

    assertThat(verdict.other()).startsWith("right");
    assertThat(verdict.met()).isTrue();
  }

  @Test
  void withoutPeersNothingIsMetAndOursMustBeRight() {
    assertThat(rate(1, tool("ours", "", 2)).met()).isFalse();
    assertThat(rate(1, tool("ours", "lost", 1), tool("peer", "", 4)).met()).isFalse();
  }

  @Test
  void theShortestWallTimeIsOursOrNot() {
    List<Measured> tools = List.of(tool("ours", "", 2), tool("peer", "", 1.5));

    Verdict verdict = new Verdicts(tools, 1, "objects").shortestWall().list().getFirst();

    assertThat(verdict)
        .isEqualTo(new Verdict("shortest wall time", "4.00 s", "peer 3.00 s", "0.75", false));
  }
}
