package dev.lockstep.object;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ETagTest {
  private static final String DIGEST = "9e107d9d372bb6826bd81d3542a419d6";

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          9e107d9d372bb6826bd81d3542a419d6,       MD5,       0
          9e107d9d372bb6826bd81d3542a419d6-1,     MULTIPART, 1
          9e107d9d372bb6826bd81d3542a419d6-10000, MULTIPART, 10000
          9e107d9d372bb6826bd81d3542a419d6-100000, OPAQUE,   0
          9e107d9d372bb6826bd81d3542a419d6-0,     OPAQUE,    0
          9e107d9d372bb6826bd81d3542a419d6-01,    OPAQUE,    0
          9e107d9d372bb6826bd81d3542a419d6-,      OPAQUE,    0
          9e107d9d372bb6826bd81d3542a419d6-1x,    OPAQUE,    0
          9e107d9d372bb6826bd81d3542a419d6+1,     OPAQUE,    0
          9E107D9D372BB6826BD81D3542A419D6,       OPAQUE,    0
          9e107d9d372bb6826bd81d3542a419d,        OPAQUE,    0
          9e107d9d372bb6826bd81d3542a419d6a,      OPAQUE,    0
          0x8DAF,                                 OPAQUE,    0
          '',                                     OPAQUE,    0
          """)
  void tellsItsKindByItsForm(String value, ETag.Kind kind, int parts) {
    assertThat(new ETag(value).kind()).isEqualTo(kind);
    assertThat(new ETag(value).parts()).isEqualTo(parts);
  }

  @Test
  void isTheSameWithAndWithoutQuotes() {
    assertThat(new ETag('"' + DIGEST + '"')).isEqualTo(new ETag(DIGEST));
    assertThat(new ETag(DIGEST).quoted()).isEqualTo('"' + DIGEST + '"');
    assertThat(new ETag("\"").value()).isEqualTo("\"");
  }

  @Test
  void isNoneWhereAHeaderIsAbsentOrEmpty() {
    assertThat(ETag.ofNullable(null)).isNull();
    assertThat(ETag.ofNullable("")).isNull();
    assertThat(ETag.ofNullable(DIGEST)).isEqualTo(new ETag(DIGEST));
  }
}
