package dev.lockstep.benchmarks.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CounterTest {
  @Test
  void callsAreReadFromARowWithAndWithoutErrors() {
    Map<String, Long> calls =
        Counter.calls(
            List.of(
                "% time     seconds  usecs/call     calls    errors syscall",
                "------ ----------- ----------- --------- --------- ----------------",
                " 92.43    6.231120         212     29313      1204 futex",
                "  2.00    0.134850           6     20011           write",
                "------ ----------- ----------- --------- --------- ----------------",
                "100.00    6.741230         136     49324      1204 total"));

    assertThat(calls).isEqualTo(Map.of("futex", 29_313L, "write", 20_011L));
    assertThat(new CountedRun(Map.of(), 0, calls).callsOfOwn()).isEqualTo(20_011);
  }
}
