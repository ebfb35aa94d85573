package dev.lockstep.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeleteFirewallTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # most, deletions, source, destination, failed, limited, answer
          10%,    0,         0,      0,           5,      true,    go
          10%,    0,         0,      100,         5,      true,    go
          10%,    1,         0,      100,         0,      false,   unsafe
          100%,   99,        0,      100,         0,      false,   unsafe
          10%,    10,        100,    100,         0,      false,   go
          10%,    11,        100,    100,         0,      false,   unsafe
          10%,    1,         9,      9,           0,      false,   unsafe
          0,      1,         100,    100,         0,      false,   unsafe
          0%,     1,         100,    100,         0,      false,   unsafe
          100%,   99,        1,      100,         0,      false,   go
          100%,   100,       1,      100,         0,      false,   unsafe
          500,    100,       1,      100,         0,      false,   unsafe
          500,    99,        1,      100,         0,      false,   go
          10%,    10,        100,    100,         1,      false,   later
          10%,    10,        100,    100,         0,      true,    later
          10%,    11,        100,    100,         1,      true,    unsafe
          33.3%,  333,       1,      1000,        0,      false,   go
          33.3%,  334,       1,      1000,        0,      false,   unsafe
          """)
  void letsDeletionsPassOnlyWhereNothingSpeaksAgainstThem(
      String most,
      long deletions,
      long source,
      long destination,
      long failed,
      boolean limited,
      String answer) {
    Optional<DeleteFirewall.Refusal> refusal =
        new DeleteFirewall(MaxDelete.parse(most))
            .refusal(new DeleteFirewall.Case(deletions, source, destination, failed, limited));

    assertThat(refusal.map(why -> why.forSafety() ? "unsafe" : "later").orElse("go"))
        .isEqualTo(answer);
    assertThat(refusal.map(DeleteFirewall.Refusal::reason).orElse("go")).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          10%,      1000,                100,                10%
          10.50%,   1000,                105,                10.5%
          0.001%,   99999,               0,                  0.001%
          0.123456%, 1000000000,         1234560,            0.123456%
          99.999999%, 9223372036854775807, 9223371944621055438, 99.999999%
          100%,     9223372036854775807, 9223372036854775807, 100%
          0%,       1000,                0,                  0%
          ' 5 %',   100,                 5,                  5%
          500,      10,                  500,                500
          ' 7',     10,                  7,                  7
          """)
  void countsWhatAShareOrANumberAllows(String text, long of, long allowed, String shown) {
    MaxDelete most = MaxDelete.parse(text);

    assertThat(most.of(of)).isEqualTo(allowed);
    assertThat(most).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%",
        "many",
        "-1",
        "-1%",
        "100.1%",
        "101%",
        "1e9999999%",
        "5%%",
        "0x10",
        "0.1234567%",
        "1.-5%",
        ".5%"
      })
  void refusesWhatIsNeither(String text) {
    assertThatThrownBy(() -> MaxDelete.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
