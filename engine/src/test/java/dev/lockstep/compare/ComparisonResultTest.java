package dev.lockstep.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonResultTest {
  @Test
  void countsAsSelectedWhatIsTheSameDifferentOrMissing() {
    ComparisonResult result = new ComparisonResult(100, 200, 1, 20, 300, 4000, 5);

    assertThat(result.selectedInSource()).isEqualTo(4021);
    assertThat(result.selectedInDestination()).isEqualTo(4301);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # only in source, only in destination, different, identical, arrived
          0,                0,                   0,         true,      true
          0,                1,                   0,         false,     true
          1,                0,                   0,         false,     false
          0,                0,                   1,         false,     false
          """)
  void whatIsAtTheDestinationAloneIsADifferenceButHasNotFailedToArrive(
      long onlyInSource,
      long onlyInDestination,
      long different,
      boolean identical,
      boolean arrived) {
    ComparisonResult result =
        new ComparisonResult(9, 9, 5, onlyInSource, onlyInDestination, different, 0);

    assertThat(result.identical()).isEqualTo(identical);
    assertThat(result.sourceArrived()).isEqualTo(arrived);
  }
}
